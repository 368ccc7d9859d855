package cloud.dispatcher.engine.walk;

import cloud.dispatcher.engine.walk.LineState.Standing;
import cloud.dispatcher.engine.walk.Uniqueness.Guarantee;
import cloud.dispatcher.engine.walk.WalkState.Aim;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the clouds that we know make a server. */
enum Plans {
    EC2_WITH_AN_ADDRESS(
            false,
            make("server", ResourceKind.SERVER, Guarantee.TOKEN, null),
            change("address", "associate", "associated", "disassociate")),
    NOVA(false, make("server", ResourceKind.SERVER, Guarantee.LOOKUP, null)),
    NOVA_ON_A_VOLUME(
            false,
            make("volume", ResourceKind.VOLUME, Guarantee.LOOKUP, null),
            make("server", ResourceKind.SERVER, Guarantee.ANCHOR, "volume")),
    DOCKER(
            false,
            make("container", ResourceKind.SERVER, Guarantee.UNIQUE_NAME, null),
            change("container", "connect", "connected", null),
            change("container", "start", "running", null)),
    LIBVIRT(
            false,
            make("disk", ResourceKind.VOLUME, Guarantee.UNIQUE_NAME, null),
            make("domain", ResourceKind.SERVER, Guarantee.UNIQUE_NAME, null),
            change("domain", "start", "running", null)),
    VSPHERE(true, make("vm", ResourceKind.SERVER, Guarantee.UNIQUE_NAME, null), change("vm", "start", "running", null));

    private static final OperationId OPERATION = new OperationId("operation");

    private final boolean givesTickets;
    final Plan plan;

    Plans(boolean givesTickets, Step... steps) {
        this.givesTickets = givesTickets;
        this.plan = new Plan(List.of(steps));
    }

    private static Duration settles() {
        return Duration.ofSeconds(10);
    }

    static Step.Make make(String part, ResourceKind kind, Guarantee guarantee, String anchor) {
        var uniqueness = new Uniqueness(guarantee, settles(), anchor);
        return new Step.Make(part, kind, "operation-" + part, true, uniqueness, Map.of(), Duration.ofSeconds(30));
    }

    static Step.Change change(String part, String verb, String until, String undo) {
        return new Step.Change(
                part, verb, Step.Nature.TO_STATE, Map.of(), Set.of(until), Duration.ofSeconds(20), null, undo);
    }

    /** An address that was there before this operation. */
    static LineState address() {
        var key = new Line.Key(new OperationId("earlier"), ResourceKind.ADDRESS, "address");
        var uniqueness = new Uniqueness(Guarantee.TOKEN, settles(), null);
        var line = new Line(key, "earlier", uniqueness, "eip-1", "earlier", null, Map.of(), Map.of());
        return LineState.intended(line, "address").called(1).is(Standing.PRESENT);
    }

    Journey journey() {
        var cloud = new FakeCloud(givesTickets);
        List<LineState> targets = List.of();
        if (this == EC2_WITH_AN_ADDRESS) {
            cloud.hold(address().line());
            targets = List.of(address());
        }
        return new Journey(cloud, WalkState.begin(OPERATION, Aim.CREATE, targets), plan);
    }

    /** How many things live that the plan makes. */
    static long made(Journey journey) {
        return journey.cloud.living().entrySet().stream()
                .filter(entry -> entry.getKey().operation().equals(OPERATION))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long makes() {
        return plan.steps().stream().filter(Step.Make.class::isInstance).count();
    }
}
