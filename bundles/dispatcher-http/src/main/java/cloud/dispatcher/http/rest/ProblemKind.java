package cloud.dispatcher.http.rest;

import java.util.Locale;

/** The kinds of problems that are answered, each with a page at {@code /problems/<word>} (RFC 9457). */
public enum ProblemKind {
    INVALID_REQUEST(
            400,
            "The request is not valid",
            "A field or parameter is missing, unknown or not allowed. `errors` names each: `pointer` is a JSON Pointer into the body, `parameter` a query parameter. Correct it and send it again; nothing was stored."),
    MALFORMED_JSON(
            400,
            "The body is not JSON",
            "The body must be one JSON document in UTF-8, without a field that stands twice. `detail` tells line and column."),
    MALFORMED_HTTP(
            400,
            "The request is not HTTP as it must be",
            "Its first line, a header, the length of its body or its address is broken, ambiguous, or of a version that is not spoken here. Send HTTP/1.1."),
    UNAUTHORIZED(
            401,
            "Who are you?",
            "Send `Authorization: Bearer <token>`. The administrator's token lies in var/admin.token, unless tokenFile is configured."),
    NOT_FOUND(404, "There is no such thing", "Nothing has this address or this id. A list tells what there is."),
    METHOD_NOT_ALLOWED(
            405, "This address does not offer this method", "The header `Allow` names the methods that it offers."),
    NOT_ACCEPTABLE(
            406,
            "None of the accepted media types is offered",
            "The header `Accept` excludes every type that this address can answer; `detail` names them."),
    TOO_SLOW(408, "The body did not arrive in time", "Send the whole body at once."),
    CONFLICT(
            409,
            "Impossible in this state",
            "What was asked for does not fit the state in which things are; `detail` says which. Nothing was stored."),
    GONE(
            410,
            "Older than what is kept",
            "The events that were asked for have been removed. Read the things themselves again, then go on from the number that `oldest` and the header `Link` name."),
    CHANGED(
            412,
            "Changed by somebody else meanwhile",
            "`If-Match` named another version than the present one. Read it again, decide again, and send the new `ETag`."),
    TOO_LARGE(413, "The body is too large", "`detail` tells the limit. Divide the request."),
    ADDRESS_TOO_LONG(414, "The address is too long", "Address and headers together may have maxHeaderBytes."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "The body's media type is not understood", "Send JSON, and say so with `Content-Type`."),
    KEY_REUSED(
            422,
            "The idempotency key was used for another request",
            "A key stands for one intent. Repeat the same request with the same key, or take a new key for a new request."),
    TOO_MANY_FAILURES(
            429,
            "Too many failures to authenticate",
            "This address has sent too many tokens that are not known. A valid one is taken at any time; others are looked at again after `Retry-After` seconds."),
    HEADERS_TOO_LARGE(
            431, "The headers are too large", "Send fewer or shorter headers; all of them may have maxHeaderBytes."),
    INTERNAL(
            500,
            "An error of ours",
            "This is an error in Dispatcher. Its log has a line with this request's id (`instance`). A change may or may not have been stored: repeat it with the same idempotency key, or look."),
    CLOUD(
            502,
            "The cloud did not answer, or refused",
            "`detail` has the cloud's own words. Check the account's settings and credentials."),
    STOPPED(
            503,
            "The dispatcher is stopped",
            "It answers questions only, or is about to close its port. Start it with bin/dispatcher start, and send the request again."),
    UNAVAILABLE(
            503,
            "Not possible just now",
            "The queue or the disk is full, or too many streams are open; `detail` says which. Send the request again after `Retry-After` seconds.");

    private final int status;
    private final String title;
    private final String advice;

    ProblemKind(int status, String title, String advice) {
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    public int status() {
        return status;
    }

    /** The same for every problem of this kind. */
    public String title() {
        return title;
    }

    /** What to do, for its page. */
    public String advice() {
        return advice;
    }

    /** Its name in the address of its page, {@code invalid-request}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
