package cloud.dispatcher.store;

import static cloud.dispatcher.store.Sample.ACCOUNT;
import static cloud.dispatcher.store.Sample.NOW;
import static cloud.dispatcher.store.Sample.accountUnit;
import static cloud.dispatcher.store.Sample.heartbeat;
import static cloud.dispatcher.store.Sample.next;
import static cloud.dispatcher.store.Sample.server;
import static cloud.dispatcher.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.Heartbeats.Judgement;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.Targets.Target;
import cloud.dispatcher.state.Write;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store holds of heartbeats and outages, whatever its database. */
public abstract class HeartbeatsContract {
    private static final ServerId ONE = new ServerId("1");

    private Store store;

    protected abstract Store open();

    @BeforeEach
    void openOne() {
        store = open();
        store.committer().commit(accountUnit(ACCOUNT), Lane.ACCEPT);
        store.committer().commit(unit(new Write.PutServer(server("1")), new Write.PutServer(server("2"))), Lane.STEP);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<Judgement> judge(String id, Verdict verdict) {
        return store.heartbeats().record(List.of(judgement(id, 1, heartbeat(verdict, NOW))));
    }

    private static Judgement judgement(String id, long version, Heartbeat heartbeat) {
        return new Judgement(new ServerId(id), version, heartbeat);
    }

    private List<String> told() {
        return store.journal().after(0, EventQuery.all(), 1_000).stream()
                .map(Event::type)
                .toList();
    }

    private Heartbeat stored(ServerId id) {
        return store.records().observed(id).orElseThrow().heartbeat();
    }

    @Test
    void down_discovers_a_numbered_outage_and_up_clears_it() {
        judge("1", Verdict.UP);
        var down = judge("1", Verdict.DOWN);
        assertThat(down.get(0).heartbeat().outage()).isEqualTo(1);
        assertThat(stored(ONE)).isEqualTo(down.get(0).heartbeat());
        assertThat(store.records().openOutages(Paging.first(10)).items())
                .containsExactly(new Outage(1, ONE, ACCOUNT, NOW, null));

        var up = judge("1", Verdict.UP);

        assertThat(up.get(0).heartbeat().outage()).isNull();
        assertThat(store.records().openOutages(Paging.first(10)).items()).isEmpty();
        assertThat(store.records().outages(Paging.first(10)).items())
                .containsExactly(new Outage(1, ONE, ACCOUNT, NOW, NOW));
        assertThat(told())
                .containsExactly(
                        "heartbeat.changed",
                        "heartbeat.changed",
                        "outage.discovered",
                        "heartbeat.changed",
                        "outage.cleared");
        assertThat(store.journal().after(2, EventQuery.all(), 1).get(0).data()).containsEntry("outage", "1");
    }

    @Test
    void the_same_verdict_again_is_stored_without_an_event() {
        judge("1", Verdict.UP);
        var later = heartbeat(Verdict.UP, NOW.plusSeconds(5));

        store.heartbeats().record(List.of(judgement("1", 1, later)));

        assertThat(stored(ONE)).isEqualTo(later);
        assertThat(told()).hasSize(1);
    }

    @Test
    void an_outage_goes_on_through_other_verdicts_until_the_server_is_up() {
        judge("1", Verdict.DOWN);
        judge("1", Verdict.UNKNOWN);
        assertThat(stored(ONE).outage()).isNull();
        assertThat(judge("1", Verdict.DOWN).get(0).heartbeat().outage()).isEqualTo(1);
        judge("1", Verdict.FLAPPING);
        judge("1", Verdict.UP);

        assertThat(store.records().outages(Paging.first(10)).items()).hasSize(1).allMatch(o -> o.clearedAt() != null);
        assertThat(judge("1", Verdict.DOWN).get(0).heartbeat().outage()).isEqualTo(2);
    }

    @Test
    void a_heartbeat_judged_on_a_stale_version_is_dropped_and_its_neighbours_are_not() {
        store.committer().commit(unit(new Write.PutServer(next(server("1"), ServerState.STOPPING))), Lane.STEP);

        var recorded = store.heartbeats()
                .record(List.of(
                        judgement("1", 1, heartbeat(Verdict.DOWN, NOW)),
                        judgement("2", 1, heartbeat(Verdict.UP, NOW)),
                        judgement("nobody", 1, heartbeat(Verdict.DOWN, NOW))));

        assertThat(recorded).extracting(Judgement::server).containsExactly(new ServerId("2"));
        assertThat(stored(ONE).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(told()).containsExactly("heartbeat.changed");
    }

    @Test
    void termination_clears_the_open_outage_in_the_same_commit() {
        judge("1", Verdict.DOWN);
        judge("2", Verdict.DOWN);

        var events = store.committer()
                .commit(
                        unit(
                                List.of(Sample.event("terminated")),
                                new Write.PutServer(next(server("1"), ServerState.TERMINATED))),
                        Lane.STEP);

        assertThat(events).extracting(Event::type).containsExactly("test.happened", "outage.cleared");
        assertThat(events.get(1).server()).isEqualTo(ONE);
        assertThat(store.records().openOutages(Paging.first(10)).items())
                .extracting(Outage::number)
                .containsExactly(2L);
        assertThat(stored(ONE).outage()).isNull();
    }

    @Test
    void what_is_terminated_is_not_watched_any_more() {
        judge("1", Verdict.UP);

        store.committer().commit(unit(new Write.PutServer(next(server("1"), ServerState.TERMINATED))), Lane.STEP);

        assertThat(stored(ONE).verdict()).isEqualTo(Verdict.UNWATCHED);
        assertThat(stored(ONE).why()).isEqualTo("it is terminated");
    }

    @Test
    void outages_are_numbered_without_gaps_and_listed_the_newest_first() {
        for (var i = 0; i < 3; i++) {
            judge("1", Verdict.DOWN);
            judge("1", Verdict.UP);
        }
        judge("2", Verdict.DOWN);

        var first = store.records().outages(Paging.first(3));
        var rest = store.records().outages(new Paging(3, first.nextCursor()));

        assertThat(first.items()).extracting(Outage::number).containsExactly(4L, 3L, 2L);
        assertThat(rest.items()).extracting(Outage::number).containsExactly(1L);
        assertThat(rest.nextCursor()).isNull();
    }

    @Test
    void targets_are_the_servers_with_an_address_that_are_not_terminated() {
        judge("2", Verdict.DOWN);
        store.committer().commit(unit(new Write.PutServer(next(server("1"), ServerState.TERMINATED))), Lane.STEP);

        var server = server("2");
        assertThat(store.targets().all())
                .containsExactly(new Target(
                        server.id(),
                        server.name(),
                        "127.64.0.1",
                        server.probe(),
                        ServerState.RUNNING,
                        1,
                        stored(server.id())));
    }

    @Test
    void nothing_recorded_is_nothing_committed() {
        assertThat(store.heartbeats().record(List.of())).isEmpty();
    }
}
