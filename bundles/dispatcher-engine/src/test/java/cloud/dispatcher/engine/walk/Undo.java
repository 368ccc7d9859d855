package cloud.dispatcher.engine.walk;

import cloud.dispatcher.engine.walk.LineState.Standing;
import cloud.dispatcher.engine.walk.Observation.Condition;
import cloud.dispatcher.engine.walk.Uniqueness.Guarantee;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.OperationState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way back: of a launch that is not to be, and of a terminate. It works from the ledger, never makes anything, and removes only what was
 * just shown and is the line's.
 *
 * <p>Why nothing is left: a line is GONE only when no create of it may still arrive. A line in doubt is settled by its class. Its anchor
 * goes first, because a create that needs what is not there any more cannot succeed; no other class has anything so definite, and waits
 * until the lost call would have become visible.
 */
final class Undo {
    private final WalkState state;
    private final Answers answers;
    private final Times times;

    Undo(WalkState state, Answers answers, Times times) {
        this.state = state;
        this.answers = answers;
        this.times = times;
    }

    Turn next() {
        if (times.isCleanUpOver()) {
            return giveUp();
        }
        var anchored = reversed().filter(this::hangsOnAnAnchor).findFirst();
        if (anchored.isPresent()) {
            return remove(anchored.get());
        }
        var change = nextChange();
        if (change.isPresent()) {
            return change.get();
        }
        return reversed().filter(Undo::isLeft).findFirst().map(this::remove).orElseGet(this::over);
    }

    private Stream<LineState> reversed() {
        var lines = new ArrayList<>(state.lines());
        Collections.reverse(lines);
        return lines.stream().filter(this::isOurs);
    }

    /** Undoing touches what this operation made and nothing that was there before; a terminate removes all lines of its resource. */
    private boolean isOurs(LineState line) {
        return state.aim() == WalkState.Aim.REMOVE || line.key().operation().equals(state.operation());
    }

    private static boolean isLeft(LineState line) {
        return switch (line.standing()) {
            case INTENDED, PRESENT -> true;
            case UNWANTED, DOUBLED, GONE -> false;
        };
    }

    private boolean hangsOnAnAnchor(LineState line) {
        return isLeft(line) && line.inDoubt() && line.line().uniqueness().of() == Guarantee.ANCHOR;
    }

    /** The last change that was begun and has to be undone, unless its target goes anyway. */
    private Optional<Turn> nextChange() {
        if (state.plan() == null) {
            return Optional.empty();
        }
        var steps = state.plan().steps();
        var begun = Math.min(state.at(), steps.size() - 1);
        var seen = 0;
        for (var i = begun; i >= 0; i--) {
            if (steps.get(i) instanceof Step.Change change) {
                if (seen++ < state.undone()) {
                    continue;
                }
                var isBegun = i < state.at() || state.step().calls() > 0;
                var line = state.line(change.part());
                var isOurs = line.key().operation().equals(state.operation());
                if (change.undo() == null || isOurs || !isBegun) {
                    return Optional.of(Walk.next(state.changeUndone(), answers, times));
                }
                if (state.step().inDoubt() && !times.isSettled(line.key())) {
                    return Optional.of(poll(line)); // the lost call may still arrive, and would outlast its undoing
                }
                var call =
                        new Call.Change(line.key(), change.undo(), state.step().calls(), Force.GRACEFUL);
                return Optional.of(new Turn(state, new Next.Claim(call)));
            }
        }
        return Optional.empty();
    }

    private Turn remove(LineState line) {
        if (line.calls() == 0) {
            return settle(line, Standing.GONE);
        }
        var answer = answers.of(state, line.key());
        if (answer.isEmpty()) {
            return poll(line);
        }
        var living = line.living(answer.get()).stream().filter(line::fits).toList();
        if (living.size() > 1) {
            var ids = living.stream().map(Observation::cloudId).sorted().toList();
            return Walk.next(state.with(line.key(), was -> was.doubled(ids)), answers, times);
        }
        if (living.size() == 1) {
            var shown = living.get(0);
            return shown.condition() == Condition.ENDING ? poll(line) : claim(line, shown, Force.GRACEFUL, null);
        }
        return absent(line, !answer.get().isEmpty());
    }

    private Turn absent(LineState line, boolean hasEnded) {
        var isSettled = times.isSettled(line.key());
        if (!line.inDoubt()) {
            return line.removeAnswered() || hasEnded || isSettled ? settle(line, Standing.GONE) : poll(line);
        }
        return switch (line.line().uniqueness().of()) {
            case ANCHOR -> anchor(line, isSettled);
            case TOKEN, UNIQUE_NAME -> {
                if (isSettled && line.line().cloudId() == null) {
                    yield settle(line, Standing.GONE);
                }
                yield new Turn(state.with(line.key(), LineState::forgotten), Next.Poll.of(line));
            }
            case LOOKUP -> {
                if (isSettled && line.line().cloudId() == null) {
                    yield settle(line, Standing.UNWANTED);
                }
                yield new Turn(state.with(line.key(), LineState::forgotten), Next.Poll.of(line));
            }
        };
    }

    /** Without its anchor a create that is still on its way cannot succeed any more. */
    private Turn anchor(LineState line, boolean isSettled) {
        var anchor = state.line(String.valueOf(line.line().uniqueness().anchor()));
        if (anchor.standing() == Standing.GONE) {
            return settle(line, Standing.GONE);
        }
        var answer = answers.of(state, anchor.key());
        if (answer.isEmpty()) {
            return new Turn(state, new Next.Poll(List.of(line.key(), anchor.key())));
        }
        var living = anchor.living(answer.get()).stream().filter(anchor::fits).toList();
        if (living.size() == 1 && living.get(0).condition() != Condition.ENDING) {
            return claim(anchor, living.get(0), isSettled ? Force.HARD : Force.GRACEFUL, line);
        }
        var isGone = living.isEmpty() && (anchor.removeAnswered() || times.isSettled(anchor.key()));
        return isGone
                ? Walk.next(
                        state.with(anchor.key(), was -> was.is(Standing.GONE))
                                .with(line.key(), was -> was.is(Standing.GONE)),
                        answers,
                        times)
                : new Turn(state, new Next.Poll(List.of(line.key(), anchor.key())));
    }

    private Turn claim(LineState line, Observation shown, Force force, @Nullable LineState anchored) {
        var recorded = state.with(line.key(), was -> was.seen(shown));
        var call = new Call.Remove(line.key(), shown, force, anchored == null ? null : anchored.key());
        return new Turn(recorded, new Next.Claim(call));
    }

    private Turn settle(LineState line, Standing standing) {
        return Walk.next(state.with(line.key(), was -> was.is(standing)), answers, times);
    }

    private Turn poll(LineState line) {
        return new Turn(state, Next.Poll.of(line));
    }

    private Turn over() {
        var doubled = in(Standing.DOUBLED);
        var watched = in(Standing.UNWANTED);
        if (!doubled.isEmpty()) {
            var why = state.why() == null
                    ? Failure.of(Fault.CONFLICT, "more than one thing answers to its token; none is touched")
                    : state.why();
            return new Turn(
                    state, new Next.Over(OperationState.FAILED, why, watched, Walk.keys(doubled(doubled)), false));
        }
        var end = state.aim() == WalkState.Aim.REMOVE
                ? OperationState.SUCCEEDED
                : state.why() == null ? OperationState.CANCELLED : OperationState.FAILED;
        return new Turn(state, new Next.Over(end, state.why(), watched, List.of(), false));
    }

    private List<LineState> doubled(List<Line.Key> keys) {
        return keys.stream().map(state::line).toList();
    }

    private List<Line.Key> in(Standing standing) {
        return state.lines().stream()
                .filter(line -> line.standing() == standing)
                .map(LineState::key)
                .toList();
    }

    private Turn giveUp() {
        var left =
                reversed().filter(Undo::isLeft).filter(line -> line.calls() > 0).toList();
        var next = state;
        for (var line : left) {
            next = next.with(line.key(), was -> was.is(Standing.UNWANTED));
        }
        var why = state.why() == null
                ? Failure.of(Fault.TIMEOUT, "it could not be undone in time; what turns up is removed")
                : state.why();
        return new Turn(next, new Next.Over(OperationState.FAILED, why, Walk.keys(left), Walk.keys(left), false));
    }
}
