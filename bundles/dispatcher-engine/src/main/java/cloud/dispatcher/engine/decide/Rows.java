package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Leftover;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Intent;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of ledger lines. They keep their version until they are {@link #written}. */
final class Rows {
    private Rows() {}

    static LedgerRow intended(OperationId operation, Server server, Intent intent, int position) {
        return new LedgerRow(
                operation,
                intent.kind(),
                intent.name(),
                server.account(),
                server.id(),
                null,
                List.of(),
                Standing.INTENDED,
                Effect.NONE,
                position,
                null,
                0);
    }

    static LedgerRow present(LedgerRow row, String cloudId, Effect stray, @Nullable Instant lookAt) {
        return next(row, cloudId, row.twins(), Standing.PRESENT, row.stray().or(stray), lookAt);
    }

    static LedgerRow unwanted(LedgerRow row, Effect stray, @Nullable Instant lookAt) {
        return next(
                row, row.cloudId(), row.twins(), Standing.UNWANTED, row.stray().or(stray), lookAt);
    }

    static LedgerRow gone(LedgerRow row) {
        return next(row, row.cloudId(), row.twins(), Standing.GONE, row.stray(), null);
    }

    /** Two or more answer to one token: the one that we know, if any, stays the line's own. */
    static LedgerRow doubled(LedgerRow row, List<Sighting> seen) {
        var own = row.cloudId() == null ? seen.get(0).cloudId() : row.cloudId();
        var twins = seen.stream()
                .map(Sighting::cloudId)
                .filter(id -> !id.equals(own))
                .distinct()
                .toList();
        return next(row, own, twins, Standing.DOUBLED, row.stray(), null);
    }

    /** As if it had never been seen: it is looked for by its name again. */
    static LedgerRow forgotten(LedgerRow row) {
        return next(row, null, List.of(), Standing.INTENDED, Effect.POSSIBLE, null);
    }

    /** Whether it still has to be removed. What the watch looks after is left to it. */
    static boolean isLeft(LedgerRow row) {
        return switch (row.standing()) {
            case INTENDED, PRESENT -> true;
            case UNWANTED -> row.lookAt() == null;
            case DOUBLED, GONE -> false;
        };
    }

    static LedgerRow watched(LedgerRow row, @Nullable Instant lookAt) {
        return next(row, row.cloudId(), row.twins(), row.standing(), row.stray(), lookAt);
    }

    private static LedgerRow next(
            LedgerRow row,
            @Nullable String cloudId,
            List<String> twins,
            Standing standing,
            Effect stray,
            @Nullable Instant lookAt) {
        return new LedgerRow(
                row.operation(),
                row.kind(),
                row.name(),
                row.account(),
                row.server(),
                cloudId,
                twins,
                standing,
                stray,
                row.position(),
                lookAt,
                row.version());
    }

    /** The version to write. */
    static LedgerRow written(LedgerRow row) {
        return new LedgerRow(
                row.operation(),
                row.kind(),
                row.name(),
                row.account(),
                row.server(),
                row.cloudId(),
                row.twins(),
                row.standing(),
                row.stray(),
                row.position(),
                row.lookAt(),
                row.version() + 1);
    }

    static boolean is(LedgerRow row, ResourceKind kind, String name) {
        return row.kind() == kind && row.name().equals(name);
    }

    /** What of the sightings is this line's and lives: a cloud may go on showing what was terminated. */
    static List<Sighting> of(LedgerRow row, List<Sighting> seen) {
        return seen.stream()
                .filter(sighting -> is(row, sighting.kind(), sighting.name()))
                .filter(sighting -> sighting.state() != ServerState.TERMINATED)
                .toList();
    }

    static List<Leftover> leftovers(LedgerRow row) {
        var ids = Stream.concat(Stream.ofNullable(row.cloudId()), row.twins().stream());
        var named = ids.map(id -> new Leftover(row.kind(), row.name(), id)).toList();
        return named.isEmpty() ? List.of(new Leftover(row.kind(), row.name(), null)) : named;
    }
}
