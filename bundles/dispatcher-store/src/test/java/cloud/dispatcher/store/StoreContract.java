package cloud.dispatcher.store;

import static cloud.dispatcher.store.Sample.ACCOUNT;
import static cloud.dispatcher.store.Sample.accountUnit;
import static cloud.dispatcher.store.Sample.event;
import static cloud.dispatcher.store.Sample.keyed;
import static cloud.dispatcher.store.Sample.launch;
import static cloud.dispatcher.store.Sample.line;
import static cloud.dispatcher.store.Sample.next;
import static cloud.dispatcher.store.Sample.server;
import static cloud.dispatcher.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.Heartbeats.Judgement;
import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.KeyTakenException;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.state.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store holds of committing, whatever its database. */
public abstract class StoreContract {
    private Store store;

    /** Opens the same database again at every call. */
    protected abstract Store open();

    @BeforeEach
    void openOne() {
        store = open();
        store.committer().commit(accountUnit(ACCOUNT), Lane.ACCEPT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = open();
    }

    private List<Event> commit(Write... writes) {
        return store.committer().commit(unit(writes), Lane.STEP);
    }

    private List<Event> events() {
        return store.journal().after(0, EventQuery.all(), 100_000);
    }

    @Test
    void what_was_accepted_is_there_after_a_restart() {
        var work = launch("op-1", "s-1");
        var server = server("s-1");
        var line = line(work, "op-1");
        store.committer()
                .commit(
                        unit(
                                List.of(event("accepted")),
                                new Write.PutWork(work),
                                new Write.PutServer(server),
                                new Write.PutLedger(line),
                                new Write.PutLook(server.id(), Sample.NOW),
                                new Write.PutCursor("worker", 0, 7)),
                        Lane.ACCEPT);

        reopen();

        var records = store.records();
        assertThat(records.work(work.operation().id())).contains(sequenced(work, 1));
        assertThat(records.server(server.id())).contains(server);
        assertThat(records.ledger(server.id())).containsExactly(line);
        assertThat(records.account(ACCOUNT)).contains(Sample.account(ACCOUNT));
        assertThat(records.credentials(ACCOUNT)).isEqualTo(Map.of("password", new Secret("s3cret")));
        assertThat(records.dueLooks(Sample.NOW, Set.of(), 10)).containsExactly(server.id());
        assertThat(records.cursor("worker")).isEqualTo(7);
        assertThat(events()).extracting(Event::message).containsExactly("accepted");
    }

    private static Work sequenced(Work work, long sequence) {
        return new Work(
                work.operation(),
                sequence,
                work.due(),
                work.giveUp(),
                work.claim(),
                work.reach(),
                work.memory(),
                work.settings(),
                work.faults(),
                work.version());
    }

    @Test
    void the_installation_keeps_its_id_and_its_fingerprints() {
        var id = store.records().installation();
        var mac = store.records().mac("a request");

        reopen();

        assertThat(store.records().installation()).isEqualTo(id).isNotBlank();
        assertThat(store.records().mac("a request")).isEqualTo(mac).hasSize(64);
        assertThat(store.records().mac("another request")).isNotEqualTo(mac);
    }

    @Test
    void state_and_its_event_commit_together() {
        var server = server("s-1");
        assertThatThrownBy(() -> store.committer()
                        .commit(
                                unit(
                                        List.of(event("never")),
                                        new Write.PutServer(server),
                                        new Write.PutServer(
                                                next(next(server, ServerState.STOPPED), ServerState.RUNNING))),
                                Lane.STEP))
                .isInstanceOf(StaleException.class);

        assertThat(store.records().server(server.id())).isEmpty();
        assertThat(events()).isEmpty();
        assertThat(store.committer().commit(unit(List.of(event("first"))), Lane.STEP))
                .extracting(Event::number)
                .containsExactly(1L);
    }

    @Test
    void events_are_numbered_without_gaps_in_commit_order() throws Exception {
        var each = 60;
        var lanes = List.of(Lane.values());
        var committed = inParallel(8, writer -> {
            var numbers = new ArrayList<Long>();
            for (var i = 0; i < each; i++) {
                var server = server("s-" + writer + "-" + i);
                var events = store.committer()
                        .commit(unit(List.of(event("a"), event("b")), new Write.PutServer(server)), lanes.get(i % 3));
                events.forEach(event -> numbers.add(event.number()));
                assertThat(numbers).as("in the order of the commits").isSorted();
                refusedAsStale(server.id() + " twice", new Write.PutServer(server));
            }
            return numbers;
        });

        assertThat(committed.stream().flatMap(List::stream).sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 16L * each).boxed().toList());
        assertThat(events())
                .extracting(Event::number)
                .isEqualTo(LongStream.rangeClosed(1, 16L * each).boxed().toList());
        assertThat(store.journal().newest()).isEqualTo(16L * each);
        assertThat(store.journal().oldest()).isEqualTo(1);
    }

    private void refusedAsStale(String what, Write... writes) {
        assertThatThrownBy(() -> store.committer().commit(unit(List.of(event("never")), writes), Lane.STEP))
                .as(what)
                .isInstanceOf(StaleException.class);
    }

    private interface Writer<T> {
        T write(int number) throws Exception;
    }

    private static <T> List<T> inParallel(int writers, Writer<T> writer) throws Exception {
        var pool = Executors.newFixedThreadPool(writers);
        try {
            var tasks = IntStream.range(0, writers)
                    .<Callable<T>>mapToObj(number -> () -> writer.write(number))
                    .toList();
            var results = new ArrayList<T>();
            for (var result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void of_two_who_change_the_same_version_one_wins() throws Exception {
        var server = server("s-1");
        commit(new Write.PutServer(server));
        for (var version = 2; version < 12; version++) {
            var next = next(store.records().server(server.id()).orElseThrow(), ServerState.RUNNING);
            var won = inParallel(4, number -> {
                try {
                    commit(new Write.PutServer(next));
                    return 1;
                } catch (StaleException e) {
                    return 0;
                }
            });
            assertThat(won.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        }
    }

    @Test
    void every_row_is_refused_when_its_version_is_not_the_next() {
        var work = launch("op-1", "s-1");
        var server = server("s-1");
        var line = line(work, "op-1");
        commit(new Write.PutWork(work), new Write.PutServer(server), new Write.PutLedger(line));

        refusedAsStale("operation is there", new Write.PutWork(work));
        refusedAsStale("server is there", new Write.PutServer(server));
        refusedAsStale("line is there", new Write.PutLedger(line));
        refusedAsStale("account is there", putAccount(Sample.account(ACCOUNT)));
        var later = Sample.Change.next(Sample.Change.next(work).done()).done();
        refusedAsStale("operation jumps", new Write.PutWork(later));
        refusedAsStale(
                "server jumps", new Write.PutServer(next(next(server, ServerState.STOPPED), ServerState.STOPPED)));
        refusedAsStale("line jumps", new Write.PutLedger(Sample.watched(Sample.watched(line, Sample.NOW), Sample.NOW)));
        refusedAsStale("cursor is elsewhere", new Write.PutCursor("worker", 3, 4));
        refusedAsStale("no such server", new Write.PutLook(server("s-2").id(), Sample.NOW));
        assertThat(events()).isEmpty();
    }

    private static Write.PutAccount putAccount(Account account) {
        return new Write.PutAccount(account, null, Write.PutAccount.Guard.NONE);
    }

    @Test
    void a_key_that_is_taken_returns_its_record_and_nothing_is_written() {
        var key = new KeyRecord("POST /servers", "k", "f1", "{\"answer\":1}");
        store.committer().commit(keyed(key, new Write.PutServer(server("s-1"))), Lane.ACCEPT);

        var second = new KeyRecord("POST /servers", "k", "f2", "{\"answer\":2}");
        var refusal = catchThrowableOfType(
                KeyTakenException.class,
                () -> store.committer().commit(keyed(second, new Write.PutServer(server("s-2"))), Lane.ACCEPT));

        assertThat(refusal.taken()).isEqualTo(key);
        assertThat(store.records().server(server("s-2").id())).isEmpty();
        assertThat(store.records().key("POST /servers", "k")).contains(key);
        assertThat(store.records().key("POST /servers", "other")).isEmpty();
    }

    @Test
    void concurrent_twins_of_one_key_leave_one_behind() throws Exception {
        var outcomes = inParallel(8, number -> {
            var key = new KeyRecord("scope", "k", "f", "answer " + number);
            try {
                store.committer().commit(keyed(key, new Write.PutServer(server("s-" + number))), Lane.ACCEPT);
                return key.answer();
            } catch (KeyTakenException e) {
                return e.taken().answer();
            }
        });

        assertThat(outcomes).containsOnly(outcomes.get(0));
    }

    @Test
    void an_account_keeps_its_credentials_until_others_come() {
        var second = new Account(ACCOUNT, "renamed", "simulator", Map.of(), Sample.NOW, 2);
        commit(putAccount(second));
        assertThat(store.records().credentials(ACCOUNT)).containsKey("password");
        assertThat(store.records().account(ACCOUNT)).contains(second);

        var third = new Account(ACCOUNT, "renamed", "simulator", Map.of(), Sample.NOW, 3);
        commit(new Write.PutAccount(third, Map.of("token", new Secret("t")), Write.PutAccount.Guard.NONE));
        assertThat(store.records().credentials(ACCOUNT)).isEqualTo(Map.of("token", new Secret("t")));
        assertThat(store.records().credentials(new AccountId("nobody"))).isEmpty();
    }

    @Test
    void a_name_that_another_account_has_is_refused_as_stale() {
        var other = new Account(new AccountId("account-2"), "name of account-1", "simulator", Map.of(), Sample.NOW, 1);

        refusedAsStale("name is taken", putAccount(other));
    }

    @Test
    void an_account_in_use_is_not_dropped_and_takes_nothing_that_would_change_under_its_servers() {
        var work = launch("op-1", "s-1");
        commit(new Write.PutWork(work), new Write.PutServer(server("s-1")));
        var guarded = new Write.PutAccount(
                new Account(ACCOUNT, "renamed", "simulator", Map.of(), Sample.NOW, 2),
                null,
                Write.PutAccount.Guard.UNLESS_USED);
        assertThat(store.records().isUsed(ACCOUNT)).isTrue();
        refusedAsStale("in use", new Write.DropAccount(ACCOUNT, 1));
        refusedAsStale("in use", guarded);

        var over = Sample.Change.next(work).state(OperationState.FAILED).done();
        commit(new Write.PutWork(over), new Write.PutServer(next(server("s-1"), ServerState.TERMINATED)));
        assertThat(store.records().isUsed(ACCOUNT)).isFalse();
        refusedAsStale("another version", new Write.DropAccount(ACCOUNT, 2));
        commit(new Write.DropAccount(ACCOUNT, 1));

        assertThat(store.records().account(ACCOUNT)).isEmpty();
        refusedAsStale("account is gone", new Write.PutWork(launch("op-2", "s-2")));
    }

    @Test
    void a_watched_line_keeps_its_account() {
        var work = launch("op-1", "s-1");
        var line = line(work, "op-1");
        commit(new Write.PutLedger(line));
        assertThat(store.records().isUsed(ACCOUNT)).isFalse();

        commit(new Write.PutLedger(Sample.watched(line, Sample.NOW)));
        assertThat(store.records().isUsed(ACCOUNT)).isTrue();
    }

    @Test
    void readers_are_woken_after_every_commit_with_events_and_find_them() {
        var seen = new ArrayList<Long>();
        var done = new CountDownLatch(1);
        var subscription = store.journal().subscribe(() -> {
            seen.add(store.journal().newest());
            done.countDown();
        });
        commit(new Write.PutServer(server("s-1")));
        store.committer().commit(unit(List.of(event("told"))), Lane.STEP);

        assertThat(arrives(done)).isTrue();
        assertThat(seen).containsExactly(1L);
        subscription.close();
        store.committer().commit(unit(List.of(event("unheard"))), Lane.STEP);
        reopen();
        assertThat(seen).containsExactly(1L);
    }

    private static boolean arrives(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_reader_that_fails_to_wake_up_harms_nobody() {
        var done = new CountDownLatch(1);
        store.journal().subscribe(() -> {
            throw new IllegalStateException("asleep");
        });
        store.journal().subscribe(done::countDown);

        store.committer().commit(unit(List.of(event("told"))), Lane.STEP);

        assertThat(arrives(done)).isTrue();
        assertThat(commit(new Write.PutServer(server("s-1")))).isEmpty();
    }

    @Test
    void events_are_found_by_what_they_are_about() {
        store.committer().commit(unit(List.of(event("one"), event("two"))), Lane.STEP);
        var query = new EventQuery(ACCOUNT, null, null);
        var nobody = new EventQuery(new AccountId("nobody"), null, null);

        assertThat(store.journal().after(1, query, 10))
                .extracting(Event::message)
                .containsExactly("two");
        assertThat(store.journal().after(0, query, 1))
                .extracting(Event::message)
                .containsExactly("one");
        assertThat(store.journal().after(0, nobody, 10)).isEmpty();
    }

    @Test
    void a_cut_loses_nothing_committed_and_keeps_nothing_uncommitted() throws Exception {
        for (var round = 0; round < 5; round++) {
            var prefix = "s-" + round + "-";
            var acknowledged = cutAmongWriters(prefix);
            store = open();

            for (var id : acknowledged) {
                assertThat(store.records().server(server(id).id()))
                        .as("%s was acknowledged", id)
                        .isPresent();
            }
            var told = events().stream().map(Event::message).filter(message -> message.startsWith(prefix));
            assertThat(told)
                    .as("state and events are the same after the cut")
                    .allSatisfy(id ->
                            assertThat(store.records().server(server(id).id())).isPresent());
            assertThat(events())
                    .extracting(Event::number)
                    .isEqualTo(LongStream.rangeClosed(1, store.journal().newest())
                            .boxed()
                            .toList());
        }
    }

    /** Eight write until the store is cut under them; returns what they were told is durable. */
    private List<String> cutAmongWriters(String prefix) throws Exception {
        var going = new CountDownLatch(200);
        var dying = store;
        var killer = new Thread(() -> {
            arrives(going);
            dying.cut();
        });
        killer.start();
        var acknowledged = inParallel(8, writer -> {
            var done = new ArrayList<String>();
            try {
                for (var i = 0; i < 10_000; i++) {
                    var id = prefix + writer + "-" + i;
                    dying.committer().commit(unit(List.of(event(id)), new Write.PutServer(server(id))), Lane.STEP);
                    done.add(id);
                    going.countDown();
                }
                throw new AssertionError("the store was not cut");
            } catch (StoreException e) {
                return done;
            }
        });
        killer.join();
        return acknowledged.stream().flatMap(List::stream).toList();
    }

    @Test
    void a_dead_store_neither_writes_nor_reads() {
        var dead = store;
        dead.cut();
        store = open();

        assertThatThrownBy(() -> dead.committer().commit(unit(List.of(event("late"))), Lane.STEP))
                .isInstanceOf(StoreException.class)
                .hasMessage("The store is closed.");
        assertThatThrownBy(() -> dead.heartbeats()
                        .record(List.of(new Judgement(server("s").id(), 1, Sample.heartbeat(Verdict.UP, Sample.NOW)))))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> dead.records().account(ACCOUNT)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> dead.journal().newest()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> dead.targets().all()).isInstanceOf(StoreException.class);
        assertThat(events()).isEmpty();
    }

    @Test
    void who_is_woken_may_cut_the_store() {
        var dead = store;
        var done = new CountDownLatch(1);
        dead.journal().subscribe(() -> {
            dead.cut();
            done.countDown();
        });
        dead.committer().commit(unit(List.of(event("last"))), Lane.STEP);
        assertThat(arrives(done)).isTrue();

        store = open();
        assertThat(events()).extracting(Event::message).containsExactly("last");
    }

    @Test
    void closing_commits_what_waits() throws Exception {
        var closing = store;
        var failure = new AtomicReference<Throwable>();
        var acknowledged = inParallel(4, writer -> {
            for (var i = 0; ; i++) {
                try {
                    closing.committer()
                            .commit(
                                    unit(List.of(event("e")), new Write.PutServer(server(writer + "-" + i))),
                                    Lane.STEP);
                } catch (StoreException e) {
                    return i;
                } catch (RuntimeException e) {
                    failure.set(e);
                    return i;
                }
                if (writer == 0 && i == 20) {
                    closing.close();
                }
            }
        });
        store = open();

        assertThat(failure.get()).isNull();
        assertThat(events())
                .hasSize(acknowledged.stream().mapToInt(Integer::intValue).sum());
    }
}
