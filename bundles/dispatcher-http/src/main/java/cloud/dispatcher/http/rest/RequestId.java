package cloud.dispatcher.http.rest;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names one request, in its answer and in the log. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    /** Its name among what the lines of the log carry (MDC). */
    static final String LOGGED = "request";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    private RequestId() {}

    /** The one that was sent, if it is sane; else a new one. */
    static String of(@Nullable String sent) {
        return sent != null && SANE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
