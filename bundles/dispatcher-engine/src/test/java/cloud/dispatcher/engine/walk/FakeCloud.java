package cloud.dispatcher.engine.walk;

import cloud.dispatcher.engine.walk.CallFailure.Answer;
import cloud.dispatcher.engine.walk.Observation.Condition;
import cloud.dispatcher.engine.walk.Uniqueness.Guarantee;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.spi.CloudError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A cloud of all four classes, with its own truth. */
final class FakeCloud {
    private final List<Thing> things = new ArrayList<>();
    private final Map<Line.Key, Long> most = new HashMap<>();
    private final boolean givesTickets;

    FakeCloud(boolean givesTickets) {
        this.givesTickets = givesTickets;
    }

    private static final class Thing {
        final String id;
        final Line.Key key;
        final String token;
        final String anchor;
        String state = "made";
        boolean hasEnded;

        Thing(String id, Line.Key key, String token, String anchor) {
            this.id = id;
            this.key = key;
            this.token = token;
            this.anchor = anchor;
        }
    }

    /** The call is refused. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        final transient CallFailure failure;

        Refused(Fault fault, Answer answer) {
            super(fault + " " + answer, null, false, false);
            failure = new CallFailure(fault, answer, CloudError.of(fault.name()), null);
        }
    }

    Receipt make(Line line) {
        var uniqueness = line.uniqueness();
        var same = things.stream().filter(t -> t.token.equals(line.token())).toList();
        var anchor = line.uses().get(String.valueOf(uniqueness.anchor()));
        switch (uniqueness.of()) {
            case TOKEN -> {
                if (!same.isEmpty()) {
                    if (same.get(0).hasEnded) {
                        throw new Refused(Fault.CONFLICT, Answer.SPENT);
                    }
                    return new Receipt(shown(same.get(0)), null);
                }
            }
            case UNIQUE_NAME -> {
                if (living(line.key()).size() > 0) {
                    throw new Refused(Fault.CONFLICT, Answer.EXISTS);
                }
            }
            case ANCHOR -> {
                if (things.stream().noneMatch(t -> t.id.equals(anchor) && !t.hasEnded)) {
                    throw new Refused(Fault.NOT_FOUND, Answer.NO_EFFECT);
                }
                if (things.stream().anyMatch(t -> anchor.equals(t.anchor) && !t.hasEnded)) {
                    throw new Refused(Fault.CONFLICT, Answer.EXISTS);
                }
            }
            case LOOKUP -> {}
        }
        var thing = new Thing(
                line.key().kind() + "-" + (things.size() + 1),
                line.key(),
                line.token(),
                uniqueness.of() == Guarantee.ANCHOR ? anchor : null);
        things.add(thing);
        most.merge(line.key(), (long) living(line.key()).size(), Math::max);
        return givesTickets ? new Receipt(null, "task-" + thing.id) : new Receipt(shown(thing), null);
    }

    Receipt change(Line line, String verb) {
        var thing = living(line.key()).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(Fault.NOT_FOUND, Answer.NO_EFFECT));
        thing.state = switch (verb) {
            case "start" -> "running";
            case "stop" -> "stopped";
            case "associate" -> "associated";
            case "disassociate" -> "made";
            case "connect" -> "connected";
            default -> throw new AssertionError(verb);
        };
        return new Receipt(shown(thing), null);
    }

    Receipt remove(Observation seen, Force force) {
        var thing = things.stream()
                .filter(t -> t.id.equals(seen.cloudId()) && !t.hasEnded)
                .findFirst()
                .orElseThrow(() -> new Refused(Fault.NOT_FOUND, Answer.NO_EFFECT));
        if (things.stream().anyMatch(t -> thing.id.equals(t.anchor) && !t.hasEnded)) {
            throw new Refused(Fault.CONFLICT, Answer.NO_EFFECT);
        }
        thing.hasEnded = true;
        return new Receipt(null, null);
    }

    List<Observation> find(Line line) {
        return things.stream()
                .filter(t -> line.cloudId() != null ? t.id.equals(line.cloudId()) : t.key.equals(line.key()))
                .filter(t -> !t.hasEnded)
                .map(FakeCloud::shown)
                .toList();
    }

    private List<Thing> living(Line.Key key) {
        return things.stream().filter(t -> t.key.equals(key) && !t.hasEnded).toList();
    }

    private static Observation shown(Thing thing) {
        return new Observation(
                thing.key.kind(),
                thing.id,
                thing.token,
                thing.key.operation(),
                thing.hasEnded ? Condition.ENDED : Condition.READY,
                thing.state,
                null,
                List.of(),
                Probe.none("fake"),
                Map.of(),
                null);
    }

    /** A thing that was there before. */
    void hold(Line line) {
        things.add(new Thing(String.valueOf(line.cloudId()), line.key(), line.token(), null));
    }

    /** Somebody makes a second one. */
    void doubleBehindOurBack(Line.Key key) {
        var first = living(key).get(0);
        things.add(new Thing("twin-" + things.size(), key, first.token, null));
    }

    void removeBehindOurBack(Line.Key key) {
        living(key).forEach(thing -> thing.hasEnded = true);
    }

    /** How many live, by line. */
    Map<Line.Key, Long> living() {
        return things.stream()
                .filter(t -> !t.hasEnded)
                .collect(Collectors.groupingBy(t -> t.key, Collectors.counting()));
    }

    /** How many ever lived at once of one line. */
    long most() {
        return most.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    String stateOf(Line.Key key) {
        return living(key).get(0).state;
    }
}
