package cloud.dispatcher.http.rest;

import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.json.Described;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not fulfilled (RFC 9457).
 *
 * @param detail what is wrong and what to do; no secrets
 * @param headers what goes with the status ({@code Allow}, {@code Retry-After})
 * @param oldest the number of the oldest event that is kept, for {@link ProblemKind#GONE}
 */
public record Problem(
        ProblemKind kind,
        String detail,
        List<BadPlace> errors,
        Map<String, String> headers,
        @Nullable Long oldest) {
    static final String TYPE = "application/problem+json";

    /** One bad place in the request. */
    public record BadPlace(
            @Described("JSON Pointer into the body.") @Nullable
            String pointer,

            @Described("A query parameter.") @Nullable String parameter,
            @Described("A header.") @Nullable String header,
            String detail) {
        private String where() {
            return pointer != null ? pointer : parameter != null ? parameter : String.valueOf(header);
        }
    }

    /** As it is sent. */
    @Described("RFC 9457. `detail` says what to do; `instance` is the request id.")
    public record ProblemView(
            @Described(example = "/problems/invalid-request")
            String type,

            String title,
            int status,
            String detail,
            String instance,

            @Described("The oldest event that is kept (410).") @Nullable
            Long oldest,

            @Nullable List<BadPlace> errors) {}

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemKind kind, String detail) {
        return of(kind, detail, Map.of());
    }

    public static Problem of(ProblemKind kind, String detail, Map<String, String> headers) {
        return new Problem(kind, detail, List.of(), headers, null);
    }

    static Problem of(List<BadPlace> errors) {
        var first = errors.get(0);
        return new Problem(ProblemKind.INVALID_REQUEST, first.where() + ": " + first.detail(), errors, Map.of(), null);
    }

    /**
     * As it is sent.
     *
     * @param prefix the path that a proxy has in front of ours; else empty
     */
    Answer.Whole answer(String requestId, String prefix) {
        return new Answer.Whole(kind.status(), headers, TYPE, ApiJson.write(view(kind.status(), requestId, prefix)));
    }

    /** @param status the one that is sent, which may be another than the kind's */
    public ProblemView view(int status, String requestId, String prefix) {
        return new ProblemView(
                prefix + "/problems/" + kind.word(),
                kind.title(),
                status,
                detail,
                requestId,
                oldest,
                errors.isEmpty() ? null : errors);
    }
}
