package cloud.dispatcher.engine.walk;

import cloud.dispatcher.engine.walk.CallFailure.Answer;
import cloud.dispatcher.engine.walk.FakeCloud.Refused;
import cloud.dispatcher.model.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;

/** Drives one operation against a fake cloud, as the engine does, in time of its own. */
final class Journey implements Times {
    private static final int ENDLESS = 2_000;
    private static final Duration PACE = Duration.ofSeconds(1);

    final FakeCloud cloud;
    private final Plan plan;
    private final Evidence evidence = new Evidence(3);
    private final Map<Line.Key, Duration> lastCall = new HashMap<>();
    private final PriorityQueue<Held> held = new PriorityQueue<>((a, b) -> a.at.compareTo(b.at));
    private final List<String> story = new ArrayList<>();
    private Map<Integer, Fate> fates = Map.of();
    private Duration lateness = Duration.ofSeconds(4);
    private UnaryOperator<List<Observation>> eyes = UnaryOperator.identity();
    private int cancelAt = Integer.MAX_VALUE;
    private Duration deadline = Duration.ofHours(1);
    private Duration cleanUp = Duration.ofHours(2);
    private Duration now = Duration.ZERO;
    private Duration stepBegan;
    private Duration stepCalled = Duration.ZERO;
    private int turns;
    private int claims;
    WalkState state;
    private Answers answers = Answers.NONE;
    Next.Over end;

    /** What becomes of a call. */
    enum Fate {
        DONE,
        THROTTLED,
        RESET_BEFORE_EFFECT,
        EFFECT_THEN_RESET,
        RESET_AND_LATE,
        DIED_BEFORE_EFFECT,
        EFFECT_THEN_DIED,
        DIED_AND_LATE
    }

    private record Held(Duration at, Runnable call) {}

    Journey(FakeCloud cloud, WalkState state, Plan plan) {
        this.cloud = cloud;
        this.state = state;
        this.plan = plan;
    }

    Journey with(Map<Integer, Fate> all, Duration howLate) {
        fates = all;
        lateness = howLate;
        return this;
    }

    Journey cancelledAt(int turn) {
        cancelAt = turn;
        return this;
    }

    Journey seeing(UnaryOperator<List<Observation>> how) {
        eyes = how;
        return this;
    }

    Journey until(Duration attempts) {
        deadline = attempts;
        cleanUp = attempts.plus(Duration.ofHours(1));
        return this;
    }

    Journey go() {
        while (end == null) {
            if (++turns > ENDLESS) {
                throw new AssertionError("it does not end: " + story + " " + state);
            }
            turn();
        }
        while (!held.isEmpty()) {
            pass(PACE);
        }
        return this;
    }

    private void turn() {
        if (turns == cancelAt && state.aim() == WalkState.Aim.CREATE) {
            story.add("cancelled");
            state = state.undoing(null);
        }
        var at = state.at();
        var turn = Walk.next(state, answers, this);
        state = turn.state();
        if (at != state.at()) {
            stepBegan = null;
        }
        var next = turn.next();
        if (next instanceof Next.ReadPlan) {
            state = state.planned(plan);
        } else if (next instanceof Next.Claim claim) {
            call(claim.call());
        } else if (next instanceof Next.Poll poll) {
            pass(PACE);
            look(poll.lines());
        } else if (next instanceof Next.Person) {
            pass(Duration.ofMinutes(1));
            look(state.lines().stream().map(LineState::key).toList());
        } else if (next instanceof Next.Over over) {
            end = over;
        } else {
            throw new AssertionError(next + " with nothing under way");
        }
    }

    private void look(List<Line.Key> lines) {
        var shown = new HashMap<Line.Key, List<Observation>>();
        for (var key : lines) {
            shown.put(key, eyes.apply(cloud.find(state.line(key).line())));
        }
        answers = new Answers(state.calls(), shown);
    }

    private void call(Call call) {
        state = Evidence.claimed(state, call);
        answers = Answers.NONE;
        stepBegan = stepBegan == null ? now : stepBegan;
        stepCalled = now;
        lastCall.put(call.line(), now);
        var fate = fates.getOrDefault(++claims, Fate.DONE);
        story.add(call.getClass().getSimpleName() + " " + call.line().name() + " " + fate);
        switch (fate) {
            case DONE -> answer(call);
            case THROTTLED -> refuse(call, Fault.THROTTLING, Answer.NO_EFFECT);
            case RESET_BEFORE_EFFECT -> refuse(call, Fault.COMMUNICATION, Answer.POSSIBLE);
            case EFFECT_THEN_RESET -> {
                quietly(call);
                refuse(call, Fault.COMMUNICATION, Answer.POSSIBLE);
            }
            case RESET_AND_LATE -> {
                hold(call);
                refuse(call, Fault.COMMUNICATION, Answer.POSSIBLE);
            }
            case DIED_BEFORE_EFFECT -> state = Evidence.lost(state);
            case EFFECT_THEN_DIED -> {
                quietly(call);
                state = Evidence.lost(state);
            }
            case DIED_AND_LATE -> {
                hold(call);
                state = Evidence.lost(state);
            }
        }
    }

    private void refuse(Call call, Fault fault, Answer answer) {
        state = evidence.refused(state, new Refused(fault, answer).failure);
        pass(PACE);
    }

    private void answer(Call call) {
        try {
            var receipt = make(call);
            state = Evidence.answered(state, receipt);
            if (receipt.seen() != null) {
                answers = new Answers(state.calls(), Map.of(call.line(), List.of(receipt.seen())));
            }
        } catch (Refused e) {
            CallFailure failure = e.failure;
            state = evidence.refused(state, failure);
            pass(PACE);
        }
    }

    private void hold(Call call) {
        var frozen = state; // the call as it was sent
        held.add(new Held(now.plus(lateness), () -> quietly(call, frozen)));
    }

    private void quietly(Call call) {
        quietly(call, state);
    }

    private void quietly(Call call, WalkState sent) {
        try {
            make(call, sent);
        } catch (Refused e) {
            story.add("late and refused: " + e.getMessage());
        }
    }

    private Receipt make(Call call) {
        return make(call, state);
    }

    private Receipt make(Call call, WalkState sent) {
        var line = sent.line(call.line()).line();
        if (call instanceof Call.Change change) {
            return cloud.change(line, change.verb());
        }
        return call instanceof Call.Remove remove ? cloud.remove(remove.seen(), remove.force()) : cloud.make(line);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        while (!held.isEmpty() && held.peek().at.compareTo(now) <= 0) {
            held.remove().call.run();
        }
    }

    @Override
    public boolean isSettled(Line.Key line) {
        var since = lastCall.getOrDefault(line, Duration.ZERO);
        return now.minus(since).compareTo(state.line(line).line().uniqueness().settlesWithin()) >= 0;
    }

    @Override
    public Duration waited() {
        return stepBegan == null ? Duration.ZERO : now.minus(stepBegan);
    }

    @Override
    public Duration sinceCall() {
        return now.minus(stepCalled);
    }

    @Override
    public boolean isLate() {
        return now.compareTo(deadline) >= 0;
    }

    @Override
    public boolean isCleanUpOver() {
        return now.compareTo(cleanUp) >= 0;
    }

    int claims() {
        return claims;
    }

    int turns() {
        return turns;
    }

    Duration now() {
        return now;
    }

    @Override
    public String toString() {
        return fates + " " + story + " → " + end + " " + cloud.living();
    }
}
