package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.executor.simulator.cloud.Answer;
import cloud.dispatcher.executor.simulator.cloud.Profile;
import cloud.dispatcher.executor.simulator.cloud.Thing;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.spi.Intent;
import cloud.dispatcher.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The ways of saying: call again. */
final class Waits {
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration FIRST_LOOK = Duration.ofMillis(750);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private Waits() {}

    /** Until a passing state is over, looking some times on the way; long states are looked at more seldom. */
    static Outcome.Again forState(Answer<Thing> answer, String step, Map<String, String> memory, Profile profile) {
        var thing = answer.shown();
        var left = thing.leftAt(answer.at());
        var look = least(greatest(FIRST_LOOK, left.dividedBy(8)), SELDOM);
        return new Outcome.Again(
                greatest(LEAST, least(left, look)),
                memory,
                new Progress(step, thing.percentAt(answer.at())),
                List.of(),
                List.of(Sightings.of(thing, profile)));
    }

    /** At once, with what was created or found. */
    static Outcome.Again withSeen(String step, Thing thing, Profile profile) {
        return new Outcome.Again(
                Duration.ZERO, Map.of(), Progress.of(step), List.of(), List.of(Sightings.of(thing, profile)));
    }

    /** At once, when these are on the ledger. */
    static Outcome.Again withIntents(String step, List<Intent> intents) {
        return new Outcome.Again(Duration.ZERO, Map.of(), Progress.of(step), intents, List.of());
    }

    /** A while, for what may still become visible. */
    static Outcome.Again forSettling(String step) {
        return new Outcome.Again(SETTLING, Map.of(), Progress.of(step), List.of(), List.of());
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration greatest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
