package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.executor.simulator.cloud.Answer;
import cloud.dispatcher.executor.simulator.cloud.Creation;
import cloud.dispatcher.executor.simulator.cloud.RefusedException;
import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.executor.simulator.cloud.Session;
import cloud.dispatcher.executor.simulator.cloud.Thing;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Intent;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One step of a launch: the next thing that is missing, volumes first, then the server, then until it runs. */
final class Launching implements Step {
    private final Session session;
    private final Order order;
    private final LaunchServer request;

    Launching(Session session, Order order, LaunchServer request) {
        this.session = session;
        this.order = order;
        this.request = request;
    }

    @Override
    public Outcome take() {
        var unplanned = volumes().stream()
                .filter(intent -> order.ledger().stream().noneMatch(line -> isOf(line, intent)))
                .toList();
        if (!unplanned.isEmpty()) {
            return Waits.withIntents("planning", unplanned);
        }
        for (var line : order.ledger()) {
            if (line.kind() == ResourceKind.VOLUME && line.cloudId() == null) {
                return obtain(line, request.name() + "-" + line.name());
            }
        }
        var server = serverLine();
        return server.cloudId() == null ? obtain(server, request.name()) : await(server.cloudId());
    }

    private List<Intent> volumes() {
        return IntStream.rangeClosed(1, session.profile().volumes())
                .mapToObj(number ->
                        new Intent(ResourceKind.VOLUME, order.operation().value() + "-volume-" + number))
                .toList();
    }

    private static boolean isOf(LedgerLine line, Intent intent) {
        return line.kind() == intent.kind() && line.name().equals(intent.name());
    }

    private LedgerLine serverLine() {
        return order.ledger().stream()
                .filter(line -> line.kind() == ResourceKind.SERVER)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the ledger of a launch has no server"));
    }

    private Outcome obtain(LedgerLine line, String name) {
        if (order.before() != Before.NOTHING) {
            var found = new Finding(session, order.access()).all(line);
            if (found.size() > 1) {
                return new Outcome.Done(Sightings.of(found, session.profile()));
            }
            if (found.size() == 1) {
                return Waits.withSeen("adopted " + found.get(0).id(), found.get(0), session.profile());
            }
            if (order.before() == Before.UNSETTLED) {
                return Waits.forSettling("looking for what a lost call has created");
            }
        }
        return create(line, name);
    }

    private Outcome create(LedgerLine line, String name) {
        var isServer = line.kind() == ResourceKind.SERVER;
        try {
            var made = session.create(new Creation(
                    line.kind(),
                    line.operation().value(),
                    line.name(),
                    name,
                    order.access().installation(),
                    isServer ? request.size() : null,
                    isServer ? request.image() : null));
            return isServer ? created(made) : Waits.withSeen("created a volume", made.shown(), session.profile());
        } catch (RefusedException e) {
            return e.code() == Code.NAME_TAKEN ? taken(line, e) : Failures.of(e);
        }
    }

    /** Whatever it is like, it is shown first: the ledger has to know it before the launch may fail. */
    private Outcome created(Answer<Thing> made) {
        return switch (made.shown().state()) {
            case ERROR, TERMINATING -> Waits.withSeen("created", made.shown(), session.profile());
            default -> running(made);
        };
    }

    /** An earlier call has made it. */
    private Outcome taken(LedgerLine line, RefusedException refusal) {
        var found = new Finding(session, order.access()).all(line);
        if (found.size() == 1) {
            return Waits.withSeen("adopted " + found.get(0).id(), found.get(0), session.profile());
        }
        return order.before() == Before.NOTHING
                ? Failures.ofTakenName(refusal)
                : Waits.forSettling("waiting until the cloud shows who has the name");
    }

    private Outcome await(String id) {
        return running(session.describe(id));
    }

    private Outcome running(Answer<Thing> answer) {
        var thing = answer.shown();
        return switch (thing.state()) {
            case PENDING, REBOOTING -> Waits.forState(answer, "booting", Map.of(), session.profile());
            case TERMINATING, TERMINATED ->
                Failures.failed(Fault.NOT_FOUND, "The instance '" + thing.id() + "' has been terminated");
            case ERROR ->
                Failures.failed(Fault.CONFLICT, "Server.InternalError: the instance '" + thing.id() + "' broke");
            default ->
                thing.state() == ServerState.STOPPING
                        ? Waits.forState(answer, "stopping", Map.of(), session.profile())
                        : new Outcome.Done(List.of(Sightings.of(thing, session.profile())));
        };
    }
}
