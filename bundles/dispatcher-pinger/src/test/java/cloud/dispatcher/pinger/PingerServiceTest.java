package cloud.dispatcher.pinger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.Pinger.Answer.Kind;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Write;
import cloud.dispatcher.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of it at once: the service with its threads, the real store, a real listener, and time as it passes. */
class PingerServiceTest {
    private static final AccountId ACCOUNT = new AccountId("account-1");
    private static final ServerId WEB = new ServerId("web");
    private static final PingerService.Config QUICK =
            config(Map.of("everySeconds", 0.2, "misses", 2, "persistEverySeconds", 1.0));

    @TempDir
    Path directory;

    private final Semaphore news = new Semaphore(0);
    private Store store;
    private PingerService pinger;
    private ServerSocket listener;

    @BeforeEach
    void open() throws IOException {
        store = Store.open(directory, Clock.systemUTC());
        store.journal().subscribe(news::release);
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.66.3.1"));
        commit(new Write.PutAccount(
                new Account(ACCOUNT, "lab", "simulator", Map.of(), Instant.EPOCH, 1),
                Map.of(),
                Write.PutAccount.Guard.NONE));
        commit(new Write.PutServer(web(1, ServerState.RUNNING)));
        pinger = new PingerService(QUICK, store.targets(), store.heartbeats(), store.journal());
        pinger.start();
    }

    @AfterEach
    void close() throws IOException {
        pinger.stop();
        store.close();
        listener.close();
    }

    @Test
    void a_server_is_up_then_down_in_a_numbered_outage_then_up_again() throws Exception {
        assertThat(await(server -> server.heartbeat().verdict() == Verdict.UP)
                        .heartbeat()
                        .rtt())
                .isPositive();
        var port = listener.getLocalPort();
        listener.close();
        assertThat(await(server -> server.heartbeat().verdict() == Verdict.DOWN)
                        .heartbeat()
                        .outage())
                .isEqualTo(1);
        listener = new ServerSocket(port, 50, InetAddress.getByName("127.66.3.1"));
        await(server -> server.heartbeat().verdict() == Verdict.UP);
        assertThat(store.records().openOutages(Paging.first(1)).items()).isEmpty();
        assertThat(store.journal().after(2, EventQuery.all(), 100))
                .extracting(Event::type)
                .containsExactly(
                        "heartbeat.changed",
                        "heartbeat.changed",
                        "outage.discovered",
                        "heartbeat.changed",
                        "outage.cleared");
    }

    @Test
    void an_intended_stop_is_no_outage_and_the_next_start_is_up_again() throws Exception {
        await(server -> server.heartbeat().verdict() == Verdict.UP);
        commit(new Write.PutServer(web(2, ServerState.STOPPING)));
        var port = listener.getLocalPort();
        listener.close();
        commit(new Write.PutServer(web(3, ServerState.STOPPED)));
        var stopped = await(server -> server.heartbeat().verdict() != Verdict.UP);
        assertThat(stopped.heartbeat().why()).isEqualTo("it is stopped");
        listener = new ServerSocket(port, 50, InetAddress.getByName("127.66.3.1"));
        commit(new Write.PutServer(web(4, ServerState.RUNNING)));
        await(server -> server.heartbeat().verdict() == Verdict.UP);
        assertThat(store.records().outages(Paging.first(1)).items()).isEmpty();
    }

    @Test
    void it_is_started_and_stopped_as_often_as_anybody_likes() throws Exception {
        pinger.start();
        await(server -> server.heartbeat().verdict() == Verdict.UP);
        assertThat(pinger.summary()).startsWith("1 server, 1 UP; each asked every 0.2 s by TCP, ");
        pinger.stop();
        pinger.stop();
        assertThat(pinger.isRunning()).isFalse();
        assertThat(pinger.summary()).startsWith("stopped since ");
        assertThat(pinger.stoppedAt()).isPresent();
        listener.close();
        pinger.start();
        assertThat(pinger.isRunning()).isTrue();
        await(server -> server.heartbeat().verdict() == Verdict.DOWN);
    }

    @Test
    void a_probe_out_of_turn_tells_the_answer_and_leaves_the_heartbeat_alone() throws Exception {
        await(server -> server.heartbeat().verdict() == Verdict.UP);
        pinger.modified(config(Map.of("everySeconds", 3600.0, "timeoutSeconds", 5.0)));
        var answered = pinger.probe(WEB);
        assertThat(answered.kind()).isEqualTo(Kind.SEEN);
        assertThat(answered.rtt()).isPositive();
        listener.close();
        for (int i = 0; i < 3; i++) {
            assertThat(pinger.probe(WEB).kind()).isEqualTo(Kind.MISSED);
        }
        assertThat(pinger.watched(WEB).orElseThrow().heartbeat().verdict()).isEqualTo(Verdict.UP);
        assertThat(pinger.probe(WEB).why()).contains("refused");
    }

    @Test
    void a_probe_of_nobody_and_a_probe_while_stopped_are_refused() {
        assertThatThrownBy(() -> pinger.probe(new ServerId("nobody")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("has no address yet");
        pinger.stop();
        assertThat(pinger.watched()).isEmpty();
        assertThatThrownBy(() -> pinger.probe(WEB))
                .isInstanceOf(RejectedException.class)
                .hasMessage("The pinger is stopped. Start it with pinger:start.");
    }

    @Test
    void a_changed_configuration_is_taken_over_while_it_works() throws Exception {
        await(server -> server.heartbeat().verdict() == Verdict.UP);
        pinger.modified(config(Map.of("everySeconds", 0.5, "misses", 2)));
        assertThat(pinger.summary()).contains("every 0.5 s");
        listener.close();
        await(server -> server.heartbeat().verdict() == Verdict.DOWN);
    }

    private static PingerService.Config config(Map<String, ?> values) {
        return ConfigDefaults.with(PingerService.Config.class, values);
    }

    private void commit(Write write) {
        var told =
                new EventDraft(Instant.EPOCH, "test.changed", ACCOUNT, null, null, "something has changed", Map.of());
        store.committer().commit(new Unit(List.of(write), List.of(told), null), Lane.STEP);
    }

    /** Looks after every event until it holds. */
    private ObservedServer await(Predicate<ObservedServer> condition) throws InterruptedException {
        while (true) {
            var server = store.records().observed(WEB).orElseThrow();
            if (condition.test(server)) {
                return server;
            }
            assertThat(news.tryAcquire(30, TimeUnit.SECONDS))
                    .as("news of %s", server)
                    .isTrue();
        }
    }

    private Server web(long version, ServerState state) {
        return new Server(
                WEB,
                ACCOUNT,
                "web-1",
                "small",
                "debian",
                null,
                null,
                null,
                Map.of(),
                state,
                "cloud-1",
                List.of("127.66.3.1"),
                Probe.tcp(listener.getLocalPort()),
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                version);
    }
}
