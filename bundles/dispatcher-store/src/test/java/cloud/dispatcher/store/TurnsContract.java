package cloud.dispatcher.store;

import static cloud.dispatcher.store.Sample.ACCOUNT;
import static cloud.dispatcher.store.Sample.NOW;
import static cloud.dispatcher.store.Sample.accountUnit;
import static cloud.dispatcher.store.Sample.launch;
import static cloud.dispatcher.store.Sample.line;
import static cloud.dispatcher.store.Sample.server;
import static cloud.dispatcher.store.Sample.stop;
import static cloud.dispatcher.store.Sample.unit;
import static cloud.dispatcher.store.Sample.watched;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Queue;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.state.Write;
import cloud.dispatcher.store.Sample.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store holds of turns and due times, whatever its database. */
public abstract class TurnsContract {
    private static final AccountId OTHER = new AccountId("account-2");

    private Store store;

    protected abstract Store open();

    @BeforeEach
    void openOne() {
        store = open();
        store.committer().commit(accountUnit(ACCOUNT), Lane.ACCEPT);
        store.committer().commit(accountUnit(OTHER), Lane.ACCEPT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void put(Work... works) {
        for (var work : works) {
            store.committer().commit(unit(new Write.PutWork(work)), Lane.STEP);
        }
    }

    /** Changes what is stored. */
    private Change next(String id) {
        return Change.next(store.records().work(new OperationId(id)).orElseThrow());
    }

    private List<String> due() {
        return due(NOW, Set.of(), 100);
    }

    private List<String> due(Instant now, Set<AccountId> barred, int limit) {
        return ids(store.records().due(now, barred, limit));
    }

    private static List<String> ids(List<Work> works) {
        return works.stream().map(work -> work.operation().id().value()).toList();
    }

    @Test
    void only_the_first_operation_of_a_server_is_due() {
        put(launch("a", "s-1"), stop("b", "s-1"), stop("c", "s-2"));

        assertThat(due()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void the_turn_passes_on_when_the_first_is_over() {
        put(launch("a", "s-1"), stop("b", "s-1"), stop("c", "s-1"));
        put(next("b").state(OperationState.CANCELLED).done());
        assertThat(due()).containsExactly("a");

        put(next("a").state(OperationState.SUCCEEDED).done());

        assertThat(due()).containsExactly("c");
    }

    @Test
    void a_claim_keeps_the_turn_even_of_an_operation_that_is_over() {
        put(launch("a", "s-1"), stop("b", "s-1"));
        put(next("a").claimedBy("boot-1").state(OperationState.RUNNING).done());
        assertThat(due()).isEmpty();
        put(next("a").state(OperationState.FAILED).done());
        assertThat(due()).isEmpty();
        assertThat(store.records().observed(new ServerId("s-1"))).isEmpty();

        put(next("a").unclaimed().done());

        assertThat(due()).containsExactly("b");
    }

    @Test
    void an_operation_is_not_due_before_its_time() {
        put(new Change(launch("a", "s-1")).due(NOW.plusNanos(1)).done());

        assertThat(due()).isEmpty();
        assertThat(due(NOW.plusNanos(1), Set.of(), 10)).containsExactly("a");
    }

    @Test
    void the_higher_priority_goes_first_then_the_longer_due_then_the_earlier_accepted() {
        put(
                new Change(stop("late", "s-1")).due(NOW.minusSeconds(1)).done(),
                new Change(stop("early", "s-2")).due(NOW.minusSeconds(9)).done(),
                new Change(stop("urgent", "s-3")).priority(5).done(),
                new Change(stop("other", "s-4")).account(OTHER).priority(-1).done(),
                new Change(stop("urgent other", "s-5"))
                        .account(OTHER)
                        .priority(5)
                        .done());

        assertThat(due()).containsExactly("urgent", "urgent other", "early", "late", "other");
        assertThat(due(NOW, Set.of(), 3)).containsExactly("urgent", "urgent other", "early");
        assertThat(due(NOW, Set.of(), 0)).isEmpty();
    }

    @Test
    void a_barred_account_is_left_out() {
        put(stop("a", "s-1"), new Change(stop("b", "s-2")).account(OTHER).done());

        assertThat(due(NOW, Set.of(ACCOUNT), 10)).containsExactly("b");
        assertThat(due(NOW, Set.of(ACCOUNT, OTHER), 10)).isEmpty();
    }

    @Test
    void what_is_to_be_given_up_is_found_whatever_its_turn_or_claim() {
        put(
                new Change(stop("first", "s-1")).giveUp(NOW).claimedBy("boot").done(),
                new Change(stop("second", "s-1")).giveUp(NOW.minusSeconds(1)).done(),
                new Change(stop("later", "s-1")).giveUp(NOW.plusNanos(1)).done(),
                new Change(stop("over", "s-1"))
                        .giveUp(NOW)
                        .state(OperationState.FAILED)
                        .done());

        assertThat(ids(store.records().overdue(NOW, 10))).containsExactly("second", "first");
        assertThat(ids(store.records().overdue(NOW, 1))).containsExactly("second");
    }

    @Test
    void the_next_time_is_the_earliest_of_operations_looks_and_watches() {
        var records = store.records();
        assertThat(records.nextDue(NOW)).isEmpty();

        var work = new Change(stop("a", "s-1"))
                .due(NOW.plusSeconds(40))
                .giveUp(NOW.plusSeconds(50))
                .done();
        put(work);
        assertThat(records.nextDue(NOW)).contains(NOW.plusSeconds(40));
        assertThat(records.nextDue(NOW.plusSeconds(40))).contains(NOW.plusSeconds(50));
        assertThat(records.nextDue(NOW.plusSeconds(50))).isEmpty();

        var line = line(work, "a");
        store.committer()
                .commit(
                        unit(
                                new Write.PutServer(server("s-1")),
                                new Write.PutLook(new ServerId("s-1"), NOW.plusSeconds(30)),
                                new Write.PutLedger(line),
                                new Write.PutLedger(watched(line, NOW.plusSeconds(20)))),
                        Lane.STEP);
        assertThat(records.nextDue(NOW)).contains(NOW.plusSeconds(20));
        assertThat(records.nextDue(NOW.plusSeconds(20))).contains(NOW.plusSeconds(30));

        put(next("a").claimedBy("boot").done());
        assertThat(records.nextDue(NOW.plusSeconds(30))).contains(NOW.plusSeconds(50));
        put(next("a").unclaimed().state(OperationState.FAILED).done());
        assertThat(records.nextDue(NOW.plusSeconds(30))).isEmpty();
    }

    @Test
    void claims_of_another_boot_are_orphans_also_when_over() {
        put(
                new Change(stop("mine", "s-1")).claimedBy("boot-2").done(),
                new Change(stop("lost", "s-2")).claimedBy("boot-1").done(),
                new Change(stop("over", "s-3"))
                        .claimedBy("boot-1")
                        .state(OperationState.FAILED)
                        .done(),
                stop("free", "s-4"));

        assertThat(ids(store.records().orphans("boot-2", 10))).containsExactly("lost", "over");
    }

    @Test
    void the_open_operations_of_a_server_stand_in_the_order_of_their_turns() {
        put(stop("b", "s-1"), stop("a", "s-1"), stop("x", "s-2"));
        put(next("b").state(OperationState.SUCCEEDED).done(), stop("c", "s-1"));

        assertThat(ids(store.records().open(new ServerId("s-1")))).containsExactly("a", "c");
        assertThat(store.records().openOperations()).isEqualTo(3);
    }

    @Test
    void who_waits_for_something_is_found_by_it() {
        put(
                new Change(stop("a", "s-1")).waitingFor(Waiting.Cause.EXECUTOR).done(),
                new Change(stop("b", "s-2")).waitingFor(Waiting.Cause.RETRY).done(),
                new Change(stop("c", "s-3"))
                        .waitingFor(Waiting.Cause.EXECUTOR)
                        .account(OTHER)
                        .done(),
                new Change(stop("d", "s-4"))
                        .waitingFor(Waiting.Cause.EXECUTOR)
                        .claimedBy("b")
                        .done());

        assertThat(ids(store.records().waitingFor(Waiting.Cause.EXECUTOR, ACCOUNT, 10)))
                .containsExactly("a");
    }

    @Test
    void the_queue_counts_what_is_due_what_runs_and_what_waits() {
        put(
                stop("a", "s-1"),
                new Change(stop("b", "s-2"))
                        .due(NOW.plusSeconds(1))
                        .waitingFor(Waiting.Cause.CLOUD)
                        .done(),
                new Change(stop("c", "s-3"))
                        .claimedBy("b")
                        .state(OperationState.RUNNING)
                        .done(),
                new Change(stop("d", "s-4")).state(OperationState.SUCCEEDED).done());

        assertThat(store.records().queue(NOW)).isEqualTo(new Queue(1, 1, Map.of(Waiting.Cause.CLOUD, 1L)));
    }

    @Test
    void the_holder_of_a_server_is_the_operation_whose_turn_it_is() {
        store.committer().commit(unit(new Write.PutServer(server("s-1"))), Lane.STEP);
        put(stop("a", "s-1"), stop("b", "s-1"));
        var id = new ServerId("s-1");
        assertThat(store.records().observed(id).orElseThrow().heldBy()).isEqualTo(new OperationId("a"));

        put(
                next("a").state(OperationState.SUCCEEDED).done(),
                next("b").state(OperationState.SUCCEEDED).done());
        assertThat(store.records().observed(id).orElseThrow().heldBy()).isNull();
    }

    @Test
    void a_look_is_due_at_the_earlier_time_until_it_is_dropped() {
        var id = new ServerId("s-1");
        store.committer()
                .commit(
                        unit(
                                new Write.PutServer(server("s-1")),
                                new Write.PutLook(id, NOW.plusSeconds(2)),
                                new Write.PutLook(id, NOW.plusSeconds(1)),
                                new Write.PutLook(id, NOW.plusSeconds(3))),
                        Lane.STEP);
        assertThat(store.records().dueLooks(NOW, Set.of(), 10)).isEmpty();
        assertThat(store.records().dueLooks(NOW.plusSeconds(1), Set.of(), 10)).containsExactly(id);
        assertThat(store.records().dueLooks(NOW.plusSeconds(1), Set.of(ACCOUNT), 10))
                .isEmpty();

        store.committer().commit(unit(new Write.DropLook(id), new Write.PutLook(id, NOW.plusSeconds(9))), Lane.STEP);
        assertThat(store.records().dueLooks(NOW.plusSeconds(8), Set.of(), 10)).isEmpty();
    }

    @Test
    void watched_lines_are_found_when_their_time_has_come() {
        var line = line(launch("a", "s-1"), "a");
        var watched = watched(line, NOW);
        store.committer().commit(unit(new Write.PutLedger(line)), Lane.STEP);
        assertThat(store.records().dueWatches(NOW, Set.of(), 10)).isEmpty();

        store.committer().commit(unit(new Write.PutLedger(watched)), Lane.STEP);

        assertThat(store.records().dueWatches(NOW, Set.of(), 10)).containsExactly(watched);
        assertThat(store.records().dueWatches(NOW, Set.of(ACCOUNT), 10)).isEmpty();
        assertThat(store.records().dueWatches(NOW.minusNanos(1), Set.of(), 10)).isEmpty();
    }

    @Test
    void the_ledger_stands_in_the_order_of_operations_and_positions() {
        var second = stop("a", "s-1");
        var first = launch("b", "s-1");
        put(first, second);
        var lines = List.of(at(line(first, "disk"), 0), at(line(first, "server"), 1), at(line(second, "address"), 0));
        for (var i = lines.size() - 1; i >= 0; i--) {
            store.committer().commit(unit(new Write.PutLedger(lines.get(i))), Lane.STEP);
        }

        assertThat(store.records().ledger(new ServerId("s-1"))).isEqualTo(lines);
    }

    private static LedgerRow at(LedgerRow line, int position) {
        return new LedgerRow(
                line.operation(),
                line.kind(),
                line.name(),
                line.account(),
                line.server(),
                line.cloudId(),
                line.twins(),
                line.standing(),
                line.stray(),
                position,
                line.lookAt(),
                line.version());
    }

    @Test
    void times_without_end_can_be_stored() {
        var work = new Change(stop("a", "s-1"))
                .due(Instant.MAX)
                .giveUp(Instant.MAX)
                .done();
        put(work);

        assertThat(store.records().work(new OperationId("a")).orElseThrow().due())
                .isEqualTo(Instant.MAX);
    }
}
