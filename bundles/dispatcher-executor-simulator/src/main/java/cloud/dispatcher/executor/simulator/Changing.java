package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.executor.simulator.cloud.Answer;
import cloud.dispatcher.executor.simulator.cloud.Session;
import cloud.dispatcher.executor.simulator.cloud.Thing;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Task;
import java.util.List;
import java.util.Map;

/** One step of bringing a server to another state. Asking twice for the same state is harmless here, so nothing is looked up first. */
final class Changing implements Step {
    private static final String SENT = "sent";

    private final Session session;
    private final Order order;
    private final Task.Change change;
    private final String by;

    Changing(Session session, Order order, Task.Change change) {
        this.session = session;
        this.order = order;
        this.change = change;
        this.by = order.operation().value();
    }

    @Override
    public Outcome take() {
        var id = change.server().cloudId();
        if (id == null) {
            return Failures.failed(Fault.NOT_FOUND, "the server was never seen in its cloud");
        }
        var now = session.describe(id);
        return isAsAsked(now.shown()) ? done(now) : goOn(id, now);
    }

    private boolean isAsAsked(Thing thing) {
        return switch (change.kind()) {
            case START, RESUME -> thing.state() == ServerState.RUNNING;
            case STOP -> thing.state() == ServerState.STOPPED;
            case PAUSE -> thing.state() == ServerState.PAUSED;
            case REBOOT ->
                thing.state() == ServerState.RUNNING && order.memory().containsKey(SENT);
            case LAUNCH, TERMINATE -> throw new IllegalArgumentException(change.kind() + " is no change");
        };
    }

    private Outcome goOn(String id, Answer<Thing> now) {
        if (isOnItsWay(now.shown())) {
            return Waits.forState(now, word(), order.memory(), session.profile());
        }
        var after = ask(id);
        return change.kind() != ActionKind.REBOOT && isAsAsked(after.shown())
                ? done(after)
                : Waits.forState(after, word(), Map.of(SENT, "yes"), session.profile());
    }

    /** Whether the server only needs time to be as asked. */
    private boolean isOnItsWay(Thing thing) {
        return switch (change.kind()) {
            case START ->
                switch (thing.state()) {
                    case PENDING, REBOOTING, STOPPING -> true;
                    default -> false;
                };
            case STOP -> thing.state() == ServerState.STOPPING && change.force() == Force.GRACEFUL;
            case REBOOT ->
                thing.state() == ServerState.REBOOTING && order.memory().containsKey(SENT);
            case RESUME, PAUSE, LAUNCH, TERMINATE -> false;
        };
    }

    private Answer<Thing> ask(String id) {
        return switch (change.kind()) {
            case START -> session.start(id, by);
            case STOP -> session.stop(id, change.force(), by);
            case REBOOT -> session.reboot(id, by);
            case PAUSE -> session.pause(id, by);
            case RESUME -> session.resume(id, by);
            case LAUNCH, TERMINATE -> throw new IllegalArgumentException(change.kind() + " is no change");
        };
    }

    private String word() {
        return switch (change.kind()) {
            case START -> "starting";
            case STOP -> "stopping";
            case REBOOT -> "rebooting";
            case PAUSE -> "pausing";
            case RESUME -> "resuming";
            case LAUNCH, TERMINATE -> change.kind().word();
        };
    }

    private Outcome done(Answer<Thing> answer) {
        return new Outcome.Done(List.of(Sightings.of(answer.shown(), session.profile())));
    }
}
