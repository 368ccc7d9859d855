package cloud.dispatcher.engine.decide;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AftermathTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_server_that_was_left_to_the_watch_is_terminated_when_the_watch_has_removed_it() {
        var unit = Aftermath.removed(left(ResourceKind.SERVER), server(ServerState.TERMINATING), NOW);

        assertThat(servers(unit)).singleElement().satisfies(server -> {
            assertThat(server.state()).isEqualTo(ServerState.TERMINATED);
            assertThat(server.endedAt()).isEqualTo(NOW);
        });
        assertThat(row(unit).standing()).isEqualTo(Standing.GONE);
        assertThat(unit.events()).extracting(EventDraft::type).containsExactly("leftover.removed");
    }

    @ParameterizedTest
    @CsvSource({"VOLUME, TERMINATING", "SERVER, ERROR", "SERVER, TERMINATED"})
    void what_else_the_watch_removes_leaves_the_server_as_it_is(ResourceKind kind, ServerState state) {
        assertThat(servers(Aftermath.removed(left(kind), server(state), NOW))).isEmpty();
    }

    @Test
    void what_is_not_shown_any_more_is_missing() {
        var unit = Aftermath.shown(server(ServerState.RUNNING), List.of(), NOW);

        assertThat(servers(unit)).extracting(Server::state).containsExactly(ServerState.MISSING);
        assertThat(unit.writes()).hasAtLeastOneElementOfType(Write.DropLook.class);
        assertThat(unit.events()).extracting(EventDraft::type).containsExactly("server.changed");
    }

    private static Stream<Server> servers(Unit unit) {
        return unit.writes().stream()
                .filter(Write.PutServer.class::isInstance)
                .map(write -> ((Write.PutServer) write).server());
    }

    private static LedgerRow row(Unit unit) {
        return unit.writes().stream()
                .filter(Write.PutLedger.class::isInstance)
                .map(write -> ((Write.PutLedger) write).row())
                .findFirst()
                .orElseThrow();
    }

    private static LedgerRow left(ResourceKind kind) {
        return new LedgerRow(
                new OperationId("op"),
                kind,
                "op",
                new AccountId("a"),
                new ServerId("s"),
                "i-1",
                List.of(),
                Standing.UNWANTED,
                Effect.POSSIBLE,
                0,
                NOW,
                1);
    }

    private static Server server(ServerState state) {
        return new Server(
                new ServerId("s"),
                new AccountId("a"),
                "web-1",
                "small",
                "debian",
                null,
                null,
                null,
                Map.of(),
                state,
                "i-1",
                List.of(),
                Probe.icmp(),
                Map.of(),
                NOW,
                NOW,
                null,
                1);
    }
}
