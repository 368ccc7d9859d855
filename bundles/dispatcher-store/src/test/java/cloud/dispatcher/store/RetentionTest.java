package cloud.dispatcher.store;

import static cloud.dispatcher.store.Sample.ACCOUNT;
import static cloud.dispatcher.store.Sample.accountUnit;
import static cloud.dispatcher.store.Sample.event;
import static cloud.dispatcher.store.Sample.launch;
import static cloud.dispatcher.store.Sample.line;
import static cloud.dispatcher.store.Sample.server;
import static cloud.dispatcher.store.Sample.unit;
import static cloud.dispatcher.store.Sample.watched;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.Heartbeats.Judgement;
import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Write;
import cloud.dispatcher.store.Retention.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Limits SHORT = new Limits(Duration.ofDays(1), 1_000_000);

    @TempDir
    Path directory;

    private final Time time = new Time();
    private Store store;

    /** A clock that moves when it is told to. Sample's facts say nothing of their ends, so they end when they are written. */
    private static final class Time extends Clock {
        private Instant now = Sample.NOW;

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration span) {
            now = now.plus(span);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        store = Store.open(directory, time);
        if (store.records().accounts().isEmpty()) {
            store.committer().commit(accountUnit(ACCOUNT), Lane.ACCEPT);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void commit(Write... writes) {
        store.committer().commit(unit(writes), Lane.STEP);
    }

    private long prune(Limits limits) {
        return store.retention().prune(limits, () -> {});
    }

    private boolean isThere(String operation) {
        return store.records().work(new OperationId(operation)).isPresent();
    }

    private static Write end(String operation, String server) {
        var work = launch(operation, server);
        return new Write.PutWork(
                Sample.Change.next(work).state(OperationState.SUCCEEDED).done());
    }

    private Server terminated(Server server) {
        return Sample.ended(Sample.next(server, ServerState.TERMINATED), time.instant());
    }

    private static LedgerRow gone(LedgerRow line) {
        return new LedgerRow(
                line.operation(),
                line.kind(),
                line.name(),
                line.account(),
                line.server(),
                null,
                List.of(),
                LedgerRow.Standing.GONE,
                line.stray(),
                0,
                null,
                line.version());
    }

    private static KeyRecord key(String key) {
        return new KeyRecord("scope", key, "fingerprint", "answer");
    }

    private boolean isKept(String key) {
        return store.records().key("scope", key).isPresent();
    }

    @Test
    void a_key_and_its_operations_stay_for_seven_days_after_the_last_of_them_ended_however_little_is_kept() {
        store.committer()
                .commit(
                        Sample.keyed(
                                key("k"), new Write.PutWork(launch("o1", "s1")), new Write.PutWork(launch("o2", "s2"))),
                        Lane.ACCEPT);
        commit(end("o1", "s1"));
        time.pass(Duration.ofDays(8));
        prune(SHORT);
        commit(end("o2", "s2"));

        time.pass(Duration.ofDays(7).minusSeconds(1));
        prune(new Limits(Duration.ofDays(1), 1));
        assertThat(isKept("k")).isTrue();
        assertThat(isThere("o1")).isTrue();

        time.pass(Duration.ofSeconds(1));
        prune(SHORT);
        assertThat(isKept("k")).isFalse();
        assertThat(isThere("o1")).isFalse();
        assertThat(isThere("o2")).isFalse();
    }

    @Test
    void what_goes_on_stays_for_as_long_as_it_takes() {
        store.committer().commit(Sample.keyed(key("k"), new Write.PutWork(launch("o", "s"))), Lane.ACCEPT);
        time.pass(Duration.ofDays(1_000));

        assertThat(prune(SHORT)).as("looked at, and put off").isOne();
        assertThat(prune(SHORT)).isZero();

        assertThat(isKept("k")).isTrue();
        assertThat(isThere("o")).isTrue();
    }

    @Test
    void a_server_goes_with_its_ledger_after_its_operations_and_not_while_something_of_it_is_left() {
        var whole = launch("o1", "s1");
        var left = launch("o2", "s2");
        commit(
                new Write.PutServer(server("s1")),
                new Write.PutServer(server("s2")),
                new Write.PutWork(whole),
                new Write.PutWork(left),
                new Write.PutLedger(gone(line(whole, "line"))),
                new Write.PutLedger(line(left, "line")));
        commit(
                end("o1", "s1"),
                end("o2", "s2"),
                new Write.PutServer(terminated(server("s1"))),
                new Write.PutServer(terminated(server("s2"))),
                new Write.PutLedger(watched(line(left, "line"), time.instant())));
        time.pass(Duration.ofDays(2));

        prune(SHORT);

        assertThat(isThere("o1")).isFalse();
        assertThat(store.records().server(new ServerId("s1"))).isEmpty();
        assertThat(store.records().ledger(new ServerId("s1"))).isEmpty();
        assertThat(isThere("o2")).as("a leftover is watched for it").isTrue();
        assertThat(store.records().server(new ServerId("s2"))).isPresent();
        assertThat(store.records().ledger(new ServerId("s2"))).hasSize(1);
    }

    @Test
    void servers_and_outages_that_go_on_stay() {
        commit(new Write.PutServer(server("s1")), new Write.PutServer(server("s2")));
        store.heartbeats()
                .record(List.of(
                        new Judgement(new ServerId("s1"), 1, Sample.heartbeat(Verdict.DOWN, time.instant())),
                        new Judgement(new ServerId("s2"), 1, Sample.heartbeat(Verdict.DOWN, time.instant()))));
        store.heartbeats()
                .record(List.of(new Judgement(
                        new ServerId("s2"),
                        1,
                        Sample.heartbeat(Verdict.UP, time.instant().plusSeconds(1)))));
        time.pass(Duration.ofDays(1_000));

        prune(SHORT);

        assertThat(store.records().outages(new Paging(9, null)).items())
                .singleElement()
                .satisfies(outage -> assertThat(outage.server().value()).isEqualTo("s1"));
        assertThat(store.records().server(new ServerId("s2"))).isPresent();
    }

    @Test
    void of_each_sort_the_newest_are_kept_and_events_have_no_gap() {
        for (var i = 1; i <= 30; i++) {
            time.pass(Duration.ofSeconds(1));
            commit(new Write.PutWork(launch("o" + i, "s" + i)));
            commit(end("o" + i, "s" + i));
            store.committer().commit(unit(List.of(event("event " + i))), Lane.STEP);
        }

        prune(new Limits(Duration.ofDays(100), 10));

        assertThat(store.journal().oldest()).isEqualTo(21);
        assertThat(store.journal().after(0, EventQuery.all(), 99)).hasSize(10);
        assertThat(isThere("o20")).isFalse();
        assertThat(isThere("o21")).isTrue();
    }

    @Test
    void the_newest_event_stays_whatever_its_age() {
        store.committer().commit(unit(List.of(event("one"), event("two"))), Lane.STEP);
        time.pass(Duration.ofDays(1_000));

        prune(SHORT);

        assertThat(store.journal().oldest()).isEqualTo(2);
        assertThat(store.journal().newest()).isEqualTo(2);
    }

    @Test
    void after_a_year_of_load_the_file_is_as_large_as_after_a_month() throws IOException {
        var limits = new Limits(Duration.ofDays(10), 1_000_000);
        var afterAMonth = 0L;
        for (var day = 1; day <= 365; day++) {
            work(day);
            time.pass(Duration.ofDays(1));
            prune(limits);
            if (day == 30) {
                afterAMonth = size();
            }
        }
        assertThat(size()).isLessThanOrEqualTo(afterAMonth + afterAMonth / 20);
        var summary = store.records().summary();
        assertThat(summary.operations()).isLessThan(11 * 20);
        assertThat(summary.servers()).isLessThan(12 * 20);
        assertThat(summary.keys()).isLessThan(9 * 20);
        assertThat(summary.outages()).isLessThan(11 * 20);
        assertThat(summary.oldestEvent()).isAfter(time.instant().minus(Duration.ofDays(11)));
    }

    /** Twenty servers are launched, break and are terminated. */
    private void work(int day) {
        var begun = new ArrayList<Write>();
        var ended = new ArrayList<Write>();
        var events = new ArrayList<EventDraft>();
        var broken = new ArrayList<Judgement>();
        for (var i = 0; i < 20; i++) {
            var name = day + "-" + i;
            var work = launch("o" + name, "s" + name);
            begun.add(new Write.PutServer(server("s" + name)));
            begun.add(new Write.PutLedger(gone(line(work, "line"))));
            ended.add(end("o" + name, "s" + name));
            ended.add(new Write.PutServer(terminated(server("s" + name))));
            events.add(Sample.at(event("x".repeat(200)), time.instant()));
            broken.add(new Judgement(new ServerId("s" + name), 1, Sample.heartbeat(Verdict.DOWN, time.instant())));
            store.committer()
                    .commit(new Unit(List.of(new Write.PutWork(work)), List.of(), key("k" + name)), Lane.ACCEPT);
        }
        store.committer().commit(new Unit(begun, events, null), Lane.STEP);
        store.heartbeats().record(broken);
        store.committer().commit(new Unit(ended, events, null), Lane.STEP);
    }

    private long size() throws IOException {
        store.close();
        var size = Files.size(directory.resolve("dispatcher.db"));
        open();
        return size;
    }
}
