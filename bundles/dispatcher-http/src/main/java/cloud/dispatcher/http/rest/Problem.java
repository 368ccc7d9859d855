package cloud.dispatcher.http.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Why a request was not fulfilled (RFC 9457).
 *
 * @param detail what is wrong and what to do; no secrets
 * @param headers what goes with the status ({@code Allow}, {@code Retry-After})
 * @param more further members by name
 */
public record Problem(
        ProblemKind kind, String detail, List<Bad> errors, Map<String, String> headers, Map<String, Long> more) {
    static final String TYPE = "application/problem+json";

    /** One bad place in the request. */
    public record Bad(Place place, String where, String detail) {}

    /** Which part of the request a {@link Bad} speaks of. */
    public enum Place {
        /** A JSON Pointer (RFC 6901) into the body. */
        POINTER("pointer"),
        /** The name of a query parameter. */
        PARAMETER("parameter"),
        /** The name of a header. */
        HEADER("header");

        private final String member;

        Place(String member) {
            this.member = member;
        }
    }

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
        more = Map.copyOf(more);
    }

    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, List.of(), Map.of(), Map.of());
    }

    public static Problem of(ProblemKind kind, String detail, Map<String, String> headers) {
        return new Problem(kind, detail, List.of(), headers, Map.of());
    }

    /** As it is sent. */
    Answer.Whole answer(String requestId) {
        return new Answer.Whole(kind.status(), headers, TYPE, json(requestId).toString());
    }

    private ObjectNode json(String requestId) {
        ObjectNode json = Json.object()
                .put("type", "/problems/" + kind.word())
                .put("title", kind.title())
                .put("status", kind.status())
                .put("detail", detail)
                .put("instance", requestId);
        more.forEach(json::put);
        if (!errors.isEmpty()) {
            var list = json.putArray("errors");
            errors.forEach(
                    bad -> list.addObject().put(bad.place.member, bad.where).put("detail", bad.detail));
        }
        return json;
    }
}
