package cloud.dispatcher.pinger;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.pinger.probe.Answered;
import cloud.dispatcher.pinger.probe.Ask;
import cloud.dispatcher.pinger.probe.Probers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The whole way from target to record, on a clock that moves and a network that obeys. */
class WatchTest {
    private static final String ADDRESS = "10.0.0.1";
    private static final Duration TICK = Duration.ofMillis(50);

    private final MovingClock clock = new MovingClock();
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
    private final FakeNetwork network = new FakeNetwork(answers);
    private final FakeBook book = new FakeBook();
    private Settings settings = Settings.DEFAULT;
    private Watch watch = newWatch();

    @Test
    void a_new_server_is_up_within_two_seconds() {
        var web = book.add("web-1", ADDRESS, Probe.icmp());
        run(Duration.ofSeconds(2));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UP);
        assertThat(book.heartbeat(web).rtt()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void a_server_goes_down_and_comes_back() {
        var web = up("web-1");
        network.darken(ADDRESS);
        run(Duration.ofSeconds(18));
        assertThat(book.verdict(web)).isEqualTo(Verdict.DOWN);
        assertThat(book.heartbeat(web).outage()).isEqualTo(1);
        network.lighten(ADDRESS);
        run(Duration.ofSeconds(11));
        assertThat(book.verdicts()).containsExactly("web-1 UP", "web-1 DOWN", "web-1 UP");
    }

    @Test
    void a_server_whose_prober_died_is_not_said_to_be_up() {
        var web = up("web-1");
        network.die();
        run(Duration.ofMinutes(3));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UNWATCHED);
        assertThat(book.heartbeat(web).why()).contains("probes get lost");
        assertThat(book.outages()).isZero();
        network.revive();
        run(Duration.ofMinutes(1));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UP);
    }

    @Test
    void who_looks_sees_when_a_server_was_asked_and_will_be_asked() {
        var web = up("web-1");
        run(Duration.ofSeconds(10));
        var before = network.asks().size();
        var seen = watch.watched(clock.nanos()).get(0);
        assertThat(seen.server()).isEqualTo(web);
        assertThat(seen.heartbeat().verdict()).isEqualTo(Verdict.UP);
        assertThat(seen.lastProbe())
                .isBetween(clock.instant().minus(settings.every()).minus(TICK), clock.instant());
        run(Duration.between(clock.instant(), seen.nextProbe()).minus(TICK));
        assertThat(network.asks()).hasSize(before);
        run(TICK.multipliedBy(2));
        assertThat(network.asks()).hasSize(before + 1);
    }

    @Test
    void two_misses_are_no_outage() {
        up("web-1");
        network.darken(ADDRESS);
        run(Duration.ofSeconds(9));
        network.lighten(ADDRESS);
        run(Duration.ofSeconds(20));
        assertThat(book.outages()).isZero();
    }

    @Test
    void the_pinger_never_raises_an_outage_for_a_gap_of_its_own() {
        up("web-1");
        for (var i = 0; i < 20; i++) {
            network.darken(ADDRESS);
            run(Duration.ofMillis(5_500)); // one probe at least is under way or has run out
            clock.pass(Duration.ofMinutes(10));
            network.passTo(clock.nanos());
            network.lighten(ADDRESS);
            tick();
        }
        assertThat(book.outages()).isZero();
    }

    @Test
    void not_even_where_one_miss_is_an_outage_does_a_gap_raise_one() {
        settings = new Settings(
                settings.every(),
                settings.timeout(),
                new Rules(1, 1, Duration.ZERO),
                settings.persistEvery(),
                settings.connections());
        up("web-1");
        network.asks().clear();
        network.darken(ADDRESS);
        while (network.asks().isEmpty()) {
            clock.pass(TICK);
            tick();
        }
        clock.pass(Duration.ofMinutes(10));
        tick();
        assertThat(book.outages()).isZero();
    }

    @Test
    void a_sleep_of_the_machine_that_only_the_time_of_day_shows_is_a_gap_too() {
        up("web-1");
        for (var i = 0; i < 20; i++) {
            network.darken(ADDRESS);
            run(Duration.ofMillis(7_500));
            clock.leap(Duration.ofMinutes(10));
            tick();
        }
        assertThat(book.outages()).isZero();
    }

    @Test
    void an_answer_after_a_gap_counts_though_the_probe_was_sent_before_it() {
        var web = up("web-1");
        network.asks().clear();
        while (network.asks().isEmpty()) {
            clock.pass(TICK);
            watch.tick(clock.nanos());
        }
        clock.pass(Duration.ofMinutes(1));
        tick();
        run(settings.persistEvery());
        assertThat(book.heartbeat(web).loss()).isZero();
        assertThat(book.verdict(web)).isEqualTo(Verdict.UP);
    }

    @Test
    void last_seen_is_recorded_each_five_seconds_of_some_thousand_servers() {
        var web = up("web-1");
        run(Duration.ofMinutes(1));

        for (var i = 0; i < 4; i++) {
            var before = book.heartbeat(web).lastSeen();
            run(Duration.ofMillis(5_100));
            assertThat(book.heartbeat(web).lastSeen()).isAfter(before);
        }
    }

    @Test
    void last_seen_of_very_many_servers_is_recorded_less_often() {
        var web = up("web-1");
        for (var i = 0; i < 20_000; i++) {
            book.add("more-" + i, "10.1." + i / 250 + "." + i % 250, Probe.none("not asked"));
        }
        run(Duration.ofSeconds(45));

        var records = 0;
        for (var i = 0; i < 40; i++) {
            var before = book.heartbeat(web).lastSeen();
            run(Duration.ofSeconds(1));
            records += book.heartbeat(web).lastSeen().isAfter(before) ? 1 : 0;
        }

        assertThat(records).isEqualTo(2);
    }

    @Test
    void a_stopped_server_raises_no_outage() {
        var web = up("web-1");
        book.change(web, ServerState.STOPPING);
        network.darken(ADDRESS);
        run(Duration.ofMinutes(1));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UP);
        book.change(web, ServerState.STOPPED);
        network.asks().clear();
        run(Duration.ofMinutes(10));
        assertThat(book.outages()).isZero();
        assertThat(book.heartbeat(web).why()).isEqualTo("it is stopped");
        assertThat(network.asks()).isEmpty();
    }

    @Test
    void a_stop_that_the_pinger_has_not_heard_of_raises_no_outage() {
        var web = up("web-1");
        book.changeUnnoticed(web, ServerState.STOPPING);
        network.darken(ADDRESS);
        run(Duration.ofMinutes(1));
        assertThat(book.outages()).isZero();
    }

    @Test
    void a_stop_that_the_pinger_hears_of_late_raises_no_outage() {
        for (var late : List.of(ServerState.STOPPING, ServerState.STOPPED)) {
            var web = up("web-1");
            book.breakDown(); // nothing is read, nothing is recorded
            book.change(web, late);
            network.darken(ADDRESS);
            run(Duration.ofSeconds(20)); // long enough for it to be DOWN in the pinger's eyes
            book.mend();
            run(Duration.ofSeconds(5));
            book.change(web, ServerState.STOPPED);
            run(Duration.ofMinutes(1));
            assertThat(book.outages()).isZero();
            assertThat(book.heartbeat(web).why()).isEqualTo("it is stopped");
            network.lighten(ADDRESS);
        }
    }

    @Test
    void a_stop_and_a_start_that_the_pinger_hears_of_late_raise_no_outage() {
        var web = up("web-1");
        network.darken(ADDRESS);
        run(Duration.ofSeconds(9)); // not yet DOWN
        book.changeUnnoticed(web, ServerState.STOPPED);
        book.change(web, ServerState.RUNNING);
        run(Duration.ofSeconds(6));
        network.lighten(ADDRESS);
        run(Duration.ofMinutes(1));
        assertThat(book.outages()).isZero();
    }

    @Test
    void a_server_that_is_started_again_is_given_time_to_boot() {
        var web = up("web-1");
        book.change(web, ServerState.STOPPED);
        network.darken(ADDRESS);
        run(Duration.ofMinutes(1));
        book.change(web, ServerState.RUNNING);
        run(Duration.ofSeconds(59));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UNKNOWN);
        network.lighten(ADDRESS);
        run(Duration.ofSeconds(4));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UP);
        assertThat(book.outages()).isZero();
    }

    @Test
    void a_server_that_moved_is_asked_at_its_new_address() {
        var web = up("web-1");
        network.darken(ADDRESS);
        book.move(web, "10.0.0.2");
        run(Duration.ofMinutes(1));
        assertThat(book.verdicts()).containsExactly("web-1 UP");
        assertThat(network.asks().get(network.asks().size() - 1).address().getHostAddress())
                .isEqualTo("10.0.0.2");
    }

    @Test
    void a_server_that_has_gone_is_asked_no_more() {
        var web = up("web-1");
        book.remove(web);
        run(Duration.ofSeconds(2));
        network.asks().clear();
        run(Duration.ofMinutes(1));
        assertThat(network.asks()).isEmpty();
        assertThat(watch.tally()).hasToString("0 servers");
    }

    @Test
    void a_server_without_a_probe_is_unwatched_and_says_why() {
        var web = book.add("web-1", ADDRESS, Probe.none("the cloud has too many"));
        run(Duration.ofSeconds(1));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UNWATCHED);
        assertThat(book.heartbeat(web).why()).isEqualTo("the cloud has too many");
        var batches = book.batches();
        run(Duration.ofMinutes(5));
        assertThat(book.batches()).as("nothing new is recorded").isEqualTo(batches);
    }

    @Test
    void a_server_that_we_are_not_able_to_ask_is_unwatched_and_never_down() {
        var web = up("web-1");
        network.refuse("no raw sockets here");
        run(Duration.ofMinutes(1));
        assertThat(book.heartbeat(web).why()).isEqualTo("no raw sockets here");
        assertThat(book.verdicts()).containsExactly("web-1 UP", "web-1 UNWATCHED");
        network.refuse("");
        run(Duration.ofSeconds(15));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UP);
    }

    @Test
    void after_a_restart_the_last_verdict_goes_on() {
        var web = up("web-1");
        network.darken(ADDRESS);
        run(Duration.ofSeconds(20));
        watch = newWatch();
        run(Duration.ofMinutes(1));
        assertThat(book.outages()).isEqualTo(1);
        network.lighten(ADDRESS);
        watch = newWatch();
        run(Duration.ofSeconds(12));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UP);
        assertThat(book.verdicts()).containsExactly("web-1 UP", "web-1 DOWN", "web-1 UP");
    }

    @Test
    void what_the_store_could_not_take_it_is_given_later() {
        var web = up("web-1");
        book.breakDown();
        network.darken(ADDRESS);
        run(Duration.ofSeconds(30));
        assertThat(book.verdict(web)).isEqualTo(Verdict.UP);
        book.mend();
        run(Duration.ofSeconds(3));
        assertThat(book.verdict(web)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void last_seen_is_recorded_at_a_pace_of_its_own() {
        settings = new Settings(
                settings.every(), settings.timeout(), settings.rules(), Duration.ofSeconds(15), settings.connections());
        var web = up("web-1");
        var batches = book.batches().size();
        var seen = book.heartbeat(web).lastSeen();
        run(Duration.ofMinutes(1));
        assertThat(book.batches()).hasSize(batches + 4);
        assertThat(book.heartbeat(web).lastSeen()).isAfter(seen.plusSeconds(40));
    }

    @Test
    void another_interval_is_taken_over_and_costs_no_probe() {
        up("web-1");
        network.asks().clear();
        run(Duration.ofSeconds(20));
        settings = new Settings(
                Duration.ofSeconds(1),
                settings.timeout(),
                settings.rules(),
                settings.persistEvery(),
                settings.connections());
        run(Duration.ofSeconds(20));
        assertThat(network.asks()).hasSizeBetween(23, 25);
        for (var i = 1; i < network.asks().size(); i++) {
            var pause =
                    network.asks().get(i).askedAt() - network.asks().get(i - 1).askedAt();
            assertThat(Duration.ofNanos(pause)).isLessThanOrEqualTo(Duration.ofMillis(5_050));
        }
    }

    @Test
    void twenty_thousand_servers_are_asked_without_bursts_and_recorded_in_batches() {
        for (var i = 0; i < 20_000; i++) {
            book.add("n" + i, "10.1." + i / 250 + "." + i % 250, i % 2 == 0 ? Probe.icmp() : Probe.tcp(22));
        }
        run(Duration.ofSeconds(30));
        assertThat(watch.tally()).hasToString("20000 servers, 20000 UP");
        network.asks().clear();
        run(Duration.ofSeconds(5));
        assertThat(network.asks()).hasSizeBetween(19_900, 20_100);
        var perTick = network.asks().stream().collect(groupingBy(Ask::askedAt, counting()));
        assertThat(perTick.values()).allSatisfy(count -> assertThat(count).isLessThan(300));
        assertThat(book.batches()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(500));
    }

    private ServerId up(String name) {
        var server = book.add(name, ADDRESS, Probe.icmp());
        run(Duration.ofSeconds(3));
        assertThat(book.verdict(server)).isEqualTo(Verdict.UP);
        return server;
    }

    private Watch newWatch() {
        var roster = new Roster(book, Runnable::run, clock.nanos());
        book.subscribe(roster::news);
        var recorder = new Recorder(book, Runnable::run, roster::news);
        return new Watch(
                new Probers(network, network), answers, roster, recorder, () -> settings, clock, clock.nanos());
    }

    private void run(Duration time) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            clock.pass(TICK);
            tick();
        }
    }

    private void tick() {
        network.passTo(clock.nanos());
        watch.tick(clock.nanos());
    }
}
