package cloud.dispatcher.http.rest;

import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.http.rest.Problem.BadPlace;
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
        return new RefusedException(Problem.of(List.of(new BadPlace(null, name, null, detail))));
    }

    /** For a header that is not as it must be. */
    public static RefusedException header(String name, String detail) {
        return new RefusedException(Problem.of(List.of(new BadPlace(null, null, name, detail))));
    }

    /** For fields of the body that are not as they must be. */
    public static RefusedException fields(List<FieldError> errors) {
        return new RefusedException(Problem.of(places(errors)));
    }

    private static List<BadPlace> places(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new BadPlace(error.pointer(), null, null, error.detail()))
                .toList();
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
        Map<String, String> headers = kind.status() == 503 ? Map.of("Retry-After", "5") : Map.of();
        return new Problem(kind, String.valueOf(rejected.getMessage()), places(rejected.fields()), headers, null);
    }

    public Problem problem() {
        return problem;
    }
}
