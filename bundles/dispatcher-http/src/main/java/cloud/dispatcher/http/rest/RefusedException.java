package cloud.dispatcher.http.rest;

import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.http.rest.Problem.Bad;
import cloud.dispatcher.http.rest.Problem.Place;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/** A request ends here, with a problem for an answer. */
public final class RefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public RefusedException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public RefusedException(ProblemKind kind, String detail) {
        this(Problem.of(kind, detail));
    }

    /** For a query parameter that is not as it must be. */
    public static RefusedException parameter(String name, String detail) {
        return bad(new Bad(Place.PARAMETER, name, detail));
    }

    /** For a header that is not as it must be. */
    public static RefusedException header(String name, String detail) {
        return bad(new Bad(Place.HEADER, name, detail));
    }

    private static RefusedException bad(Bad bad) {
        return new RefusedException(new Problem(
                ProblemKind.INVALID_REQUEST, bad.where() + ": " + bad.detail(), List.of(bad), Map.of(), Map.of()));
    }

    /** For fields of the body that are not as they must be. */
    static RefusedException fields(List<Bad> bad) {
        var first = bad.get(0);
        return new RefusedException(new Problem(
                ProblemKind.INVALID_REQUEST, first.where() + ": " + first.detail(), bad, Map.of(), Map.of()));
    }

    /** What a service of ours refused: the one place where a refusal becomes a status. */
    static Problem problem(RejectedException rejected) {
        var kind = switch (rejected.refusal()) {
            case INVALID -> ProblemKind.INVALID_REQUEST;
            case NOT_FOUND -> ProblemKind.NOT_FOUND;
            case CONFLICT -> ProblemKind.CONFLICT;
            case CHANGED -> ProblemKind.CHANGED;
            case KEY_REUSED -> ProblemKind.KEY_REUSED;
            case GONE -> ProblemKind.GONE;
            case STOPPED -> ProblemKind.STOPPED;
            case UNAVAILABLE -> ProblemKind.UNAVAILABLE;
            case CLOUD -> ProblemKind.CLOUD;
        };
        var bad = rejected.fields().stream()
                .map(field -> new Bad(Place.POINTER, field.pointer(), field.detail()))
                .toList();
        Map<String, String> headers = kind.status() == 503 ? Map.of("Retry-After", "5") : Map.of();
        return new Problem(kind, String.valueOf(rejected.getMessage()), bad, headers, Map.of());
    }

    public Problem problem() {
        return problem;
    }
}
