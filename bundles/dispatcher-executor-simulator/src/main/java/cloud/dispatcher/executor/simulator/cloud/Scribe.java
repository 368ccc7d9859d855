package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes things as lines, and reads them back from lines. */
final class Scribe {
    private Scribe() {}

    static TruthLine creationRequested(Instant at, Creation order) {
        return line(at, TruthLine.REQUESTED, null, order, "create", order.token(), null, null, null, null);
    }

    static TruthLine changeRequested(Instant at, Thing thing, String call, @Nullable String by) {
        return line(at, TruthLine.REQUESTED, thing.id(), thing.order(), call, by, null, null, null, null);
    }

    static TruthLine created(Thing thing) {
        return line(
                thing.createdAt(),
                TruthLine.CREATED,
                thing.id(),
                thing.order(),
                null,
                null,
                thing.due(),
                thing.visibleAt(),
                thing.address(),
                thing.kind() == ResourceKind.SERVER ? thing.port() : null);
    }

    static TruthLine changed(Thing thing, String event, @Nullable String by) {
        return line(thing.since(), event, thing.id(), thing.order(), null, by, thing.due(), null, null, null);
    }

    private static TruthLine line(
            Instant at,
            String event,
            @Nullable String id,
            Creation order,
            @Nullable String call,
            @Nullable String by,
            @Nullable Instant due,
            @Nullable Instant visibleAt,
            @Nullable String address,
            @Nullable Integer port) {
        var whole = event.equals(TruthLine.CREATED);
        return new TruthLine(
                Times.text(at),
                event,
                id,
                order.kind().name().toLowerCase(Locale.ROOT),
                order.token(),
                order.name(),
                call,
                by,
                Times.textOf(due),
                Times.textOf(visibleAt),
                whole ? order.unique() : null,
                whole ? order.installation() : null,
                whole ? order.size() : null,
                whole ? order.image() : null,
                address,
                port);
    }

    /** The thing that a line tells to have been created. */
    static Thing creation(TruthLine line) {
        var kind = ResourceKind.valueOf(must(line.kind()).toUpperCase(Locale.ROOT));
        var at = Instant.parse(line.at());
        var visible = Times.instantOf(line.visibleAt());
        var port = line.port();
        return new Thing(
                must(line.id()),
                new Creation(
                        kind,
                        must(line.token()),
                        must(line.unique()),
                        must(line.name()),
                        must(line.installation()),
                        line.size(),
                        line.image()),
                line.address(),
                port == null ? 0 : port,
                at,
                visible == null ? at : visible,
                kind == ResourceKind.SERVER ? ServerState.PENDING : ServerState.RUNNING,
                at,
                Times.instantOf(line.due()),
                null);
    }

    /** The thing after what a line tells of it; in state TERMINATED when it was deleted. */
    static Thing after(Thing thing, TruthLine line) {
        var at = Instant.parse(line.at());
        var due = Times.instantOf(line.due());
        return switch (line.event()) {
            case TruthLine.STARTED, TruthLine.RESUMED -> thing.in(ServerState.RUNNING, at, null);
            case TruthLine.STARTING -> thing.in(ServerState.PENDING, at, due);
            case TruthLine.STOPPING -> thing.in(ServerState.STOPPING, at, due);
            case TruthLine.STOPPED -> thing.in(ServerState.STOPPED, at, null);
            case TruthLine.PAUSED -> thing.in(ServerState.PAUSED, at, null);
            case TruthLine.FAILED -> thing.in(ServerState.ERROR, at, null);
            case TruthLine.TERMINATING -> thing.in(ServerState.TERMINATING, at, due);
            case TruthLine.DELETED -> thing.in(ServerState.TERMINATED, at, null);
            case TruthLine.REBOOTING -> thing.rebootingFor(must(line.by()), at, due == null ? at : due);
            default -> thing;
        };
    }

    private static String must(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("a line of the truth lacks a field");
        }
        return value;
    }
}
