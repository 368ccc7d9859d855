package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.executor.simulator.cloud.AnswerLostException;
import cloud.dispatcher.executor.simulator.cloud.RefusedException;
import cloud.dispatcher.executor.simulator.cloud.UnreadableTruthException;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.spi.CloudError;
import cloud.dispatcher.spi.Outcome;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The cloud's errors as the engine reads them. */
final class Failures {
    private Failures() {}

    static Outcome.Failed of(RefusedException refusal) {
        var fault = switch (refusal.code()) {
            case INVALID_REQUEST, UNKNOWN_IMAGE, UNKNOWN_SIZE -> Fault.INVALID;
            case UNKNOWN_SERVER, UNKNOWN_VOLUME -> Fault.NOT_FOUND;
            case WRONG_STATE, IN_USE, NAME_TAKEN, OTHER_REQUEST -> Fault.CONFLICT;
            case QUOTA -> Fault.QUOTA;
            case CAPACITY -> Fault.CAPACITY;
            case THROTTLED -> Fault.THROTTLING;
            case BROKEN_DOWN -> Fault.INTERNAL;
        };
        // A cloud that broke down may have begun; every other refusal is its word that nothing was changed.
        var effect = fault == Fault.INTERNAL ? Effect.POSSIBLE : Effect.NONE;
        return new Outcome.Failed(fault, effect, said(refusal), refusal.retryAfter());
    }

    /** The name is taken by something that this step did not make and cannot see. */
    static Outcome.Failed ofTakenName(RefusedException refusal) {
        return new Outcome.Failed(Fault.CONFLICT, Effect.POSSIBLE, said(refusal), null);
    }

    static Outcome.Failed of(AnswerLostException lost) {
        return new Outcome.Failed(
                Fault.COMMUNICATION,
                lost.isOfAChange() ? Effect.POSSIBLE : Effect.NONE,
                CloudError.of(words(lost)),
                null);
    }

    static Outcome.Failed ofSettings(IllegalArgumentException wrong) {
        return failed(Fault.INVALID, words(wrong));
    }

    /** Where the cloud keeps its truth, nothing can be read; so nothing was changed. */
    static Outcome.Failed of(UnreadableTruthException unreadable) {
        return failed(Fault.INTERNAL, words(unreadable));
    }

    /** Nobody knows how far it came. */
    static Outcome.Failed of(UncheckedIOException broken) {
        return new Outcome.Failed(Fault.INTERNAL, Effect.POSSIBLE, CloudError.of(words(broken)), null);
    }

    /** Nothing was changed. */
    static Outcome.Failed failed(Fault fault, String text) {
        return new Outcome.Failed(fault, Effect.NONE, CloudError.of(text), null);
    }

    private static CloudError said(RefusedException refusal) {
        return new CloudError(words(refusal), refusal.code().word(), refusal.requestId());
    }

    private static String words(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
