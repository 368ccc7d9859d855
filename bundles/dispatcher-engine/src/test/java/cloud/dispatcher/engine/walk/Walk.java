package cloud.dispatcher.engine.walk;

import cloud.dispatcher.engine.walk.Observation.Condition;
import cloud.dispatcher.engine.walk.Uniqueness.Guarantee;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.OperationState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The way forward.
 *
 * <p>Why at most one thing exists for each line: a create is claimed and committed before it is sent, so a line of which a create may have
 * left is known to be one (calls above 0). Such a line is looked for before anything is made. If it is not shown, a second create is
 * harmless by the line's class (the same bytes under TOKEN, UNIQUE_NAME and ANCHOR), or it is sent only after the first would have become
 * visible (LOOKUP).
 */
final class Walk {
    private final WalkState state;
    private final Answers answers;
    private final Times times;

    private Walk(WalkState state, Answers answers, Times times) {
        this.state = state;
        this.answers = answers;
        this.times = times;
    }

    static Turn next(WalkState state, Answers answers, Times times) {
        if (state.claim() != null) {
            return new Turn(state, new Next.Wait());
        }
        if (state.isUndoing()) {
            return new Undo(state, answers, times).next();
        }
        return new Walk(state, answers, times).next();
    }

    private Turn next() {
        if (times.isLate()) {
            return late();
        }
        if (state.plan() == null) {
            return new Turn(state, new Next.ReadPlan());
        }
        var step = state.current();
        if (step.isEmpty()) {
            return done();
        }
        return step.get() instanceof Step.Make make ? make(make) : change((Step.Change) step.get());
    }

    private Turn make(Step.Make make) {
        var line = state.line(make.part());
        var answer = answers.of(state, line.key());
        var living = answer.map(line::living).orElse(List.of());
        if (living.size() > 1 && make.own()) {
            var ids = living.stream().map(Observation::cloudId).sorted().toList();
            return new Turn(state.with(line.key(), was -> was.doubled(ids)), new Next.Person(ids));
        }
        if (!living.isEmpty()) {
            return seen(make, line, recorded(line, living));
        }
        var ended = answer.flatMap(all -> all.stream().findFirst());
        if (ended.isPresent() && line.calls() > 0 && line.fits(ended.get())) {
            return undo(ended(ended.get()));
        }
        var hasAnswer = line.line().cloudId() != null || line.line().ticket() != null;
        if (line.calls() == 0 || !line.inDoubt() && !hasAnswer) {
            return claim(line);
        }
        return answer.isEmpty() ? poll(line) : absent(line, hasAnswer);
    }

    private Turn seen(Step.Make make, LineState line, Observation shown) {
        if (!line.fits(shown)) {
            return undo(Failure.of(Fault.CONFLICT, "there is another " + make.kind() + " called " + make.name()));
        }
        if (shown.condition() == Condition.BROKEN) {
            var recorded = state.with(line.key(), was -> was.seen(shown));
            return Walk.next(recorded.undoing(problem(shown)), answers, times);
        }
        var recorded = state.with(line.key(), was -> was.seen(shown));
        var isPatient = shown.condition() == Condition.USABLE && times.waited().compareTo(make.patience()) >= 0;
        return shown.condition() == Condition.READY || isPatient
                ? Walk.next(recorded.advanced(), answers, times)
                : new Turn(recorded, Next.Poll.of(line));
    }

    private Turn absent(LineState line, boolean hadAnswer) {
        var isSettled = times.isSettled(line.key());
        if (line.line().cloudId() != null) {
            return isSettled ? undo(Failure.of(Fault.NOT_FOUND, "what was made is not there any more")) : poll(line);
        }
        if (line.exists()) {
            return isSettled
                    ? undo(Failure.of(Fault.CONFLICT, "the cloud says that there is one already, and shows none"))
                    : poll(line);
        }
        if (hadAnswer && !isSettled) {
            return poll(line); // the task that it was answered with is not known any more
        }
        return line.line().uniqueness().of() != Guarantee.LOOKUP || isSettled ? claim(line) : poll(line);
    }

    private Turn change(Step.Change change) {
        var line = state.line(change.part());
        var step = state.step();
        var answer = answers.of(state, line.key());
        var isSettled = !step.inDoubt() || times.isSettled(line.key());
        if (answer.isEmpty()) {
            return poll(line);
        }
        var living = line.living(answer.get()).stream().filter(line::fits).toList();
        if (living.isEmpty()) {
            return times.isSettled(line.key())
                    ? notChanged(Failure.of(Fault.NOT_FOUND, "it is not in its cloud"))
                    : poll(line);
        }
        var shown = recorded(line, living);
        var isCalled = step.calls() > 0;
        if (isCalled && shown.condition() == Condition.BROKEN) {
            return notChanged(problem(shown));
        }
        var isDone = change.nature() == Step.Nature.TO_STATE
                ? change.until().contains(shown.state())
                : isCalled && !step.inDoubt() && shown.condition() == Condition.READY;
        if (isDone) {
            return isSettled ? Walk.next(state.advanced(), answers, times) : poll(line);
        }
        var isAgain = change.again() != null && times.sinceCall().compareTo(change.again()) >= 0;
        if (!isCalled || step.inDoubt() || isAgain) {
            var isHarder = change.harder() != null && times.waited().compareTo(change.harder()) >= 0;
            var force = isHarder ? Force.HARD : Force.GRACEFUL;
            return new Turn(state, new Next.Claim(new Call.Change(line.key(), change.verb(), step.calls(), force)));
        }
        return poll(line);
    }

    private Turn notChanged(Failure why) {
        return state.aim() == WalkState.Aim.CREATE
                ? undo(why)
                : new Turn(state, new Next.Over(OperationState.FAILED, why, List.of(), List.of(), true));
    }

    /** The deadline ends attempts: what reached no cloud fails, what may have is undone. */
    private Turn late() {
        var why = Failure.of(Fault.TIMEOUT, "it was not done within its deadline");
        var doubled = state.lines().stream()
                .filter(line -> line.standing() == LineState.Standing.DOUBLED)
                .map(LineState::key)
                .toList();
        if (!doubled.isEmpty()) {
            var both = Failure.of(Fault.CONFLICT, "more than one thing answers to its token; none is touched");
            return new Turn(state, new Next.Over(OperationState.FAILED, both, List.of(), doubled, true));
        }
        return notChanged(why);
    }

    private Turn done() {
        var watched = state.lines().stream()
                .filter(line -> line.inDoubt() && line.line().uniqueness().of() == Guarantee.LOOKUP)
                .map(LineState::key)
                .toList();
        return new Turn(state, new Next.Over(OperationState.SUCCEEDED, null, watched, List.of(), true));
    }

    private Turn claim(LineState line) {
        var uses = new HashMap<String, String>();
        for (var other : state.lines()) {
            var id = other.line().cloudId();
            if (id != null && !other.key().equals(line.key())) {
                uses.put(other.part(), id);
            }
        }
        var next = state.with(line.key(), was -> was.withUses(Map.copyOf(uses)).withTicket(null));
        return new Turn(next, new Next.Claim(new Call.Make(line.key())));
    }

    private Turn undo(Failure why) {
        return Walk.next(state.undoing(why), answers, times);
    }

    private Turn poll(LineState line) {
        return new Turn(state, Next.Poll.of(line));
    }

    private static Failure ended(Observation shown) {
        return shown.problem() == null
                ? Failure.of(Fault.NOT_FOUND, "it ended while it was made")
                : new Failure(Fault.INTERNAL, shown.problem());
    }

    private static Failure problem(Observation shown) {
        return shown.problem() == null
                ? Failure.of(Fault.INTERNAL, "the cloud shows it as broken")
                : new Failure(Fault.INTERNAL, shown.problem());
    }

    /** The one that the line knows, else the first. */
    private static Observation recorded(LineState line, List<Observation> living) {
        return Stream.concat(
                        living.stream()
                                .filter(o -> o.cloudId().equals(line.line().cloudId())),
                        living.stream())
                .findFirst()
                .orElseThrow();
    }

    /** Keys of all lines that are to be looked at together. */
    static List<Line.Key> keys(List<LineState> lines) {
        return lines.stream().map(LineState::key).toList();
    }
}
