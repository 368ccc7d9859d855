package cloud.dispatcher.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.itests.outside.Eventually;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.spi.Executor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** Parts come and go, as services see it; each test leaves all of them there. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PartsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SIMULATOR = "dispatcher-executor-simulator";

    @Inject
    BootFinished booted;

    @Inject
    BundleContext context;

    @Inject
    FeaturesService features;

    @Inject
    Switch dispatcher;

    @Inject
    Pinger pinger;

    @Inject
    Accounts accounts;

    @Inject
    Operations operations;

    @Inject
    Servers servers;

    @Configuration
    public Option[] distribution() {
        return new Option[] {
            Distribution.unpacked(),
            editConfigurationFilePut("etc/cloud.dispatcher.pinger.cfg", "everySeconds", "0.5"),
            editConfigurationFilePut("etc/cloud.dispatcher.pinger.cfg", "persistEverySeconds", "1")
        };
    }

    @Test
    public void the_stop_excludes_the_pinger() throws Exception {
        dispatcher.start();
        var watched = over(launch("watched")).server();
        Eventually.until("it is UP", SOON, () -> heartbeatOf(watched) == Verdict.UP);
        assertTrue(isThere(Stage.class, Stage.WORKER) && isThere(Stage.class, Stage.PORT) && answers());
        assertFalse(context.getServiceReferences(Executor.class, null).isEmpty());

        dispatcher.stop();

        assertFalse("the worker is there", isThere(Stage.class, Stage.WORKER));
        assertFalse("the port is there", isThere(Stage.class, Stage.PORT));
        assertFalse("the port answers", answers());
        assertEquals(List.of(), List.copyOf(context.getServiceReferences(Executor.class, null)));
        assertSame(pinger, context.getService(context.getServiceReference(Pinger.class)));
        assertTrue(pinger.isRunning());
        var before = lastSeen(watched);
        Eventually.until("heartbeats go on", SOON, () -> lastSeen(watched).isAfter(before.plus(Duration.ofSeconds(2))));
        assertEquals(Verdict.UP, heartbeatOf(watched));

        dispatcher.start();

        assertTrue(isThere(Stage.class, Stage.WORKER) && isThere(Stage.class, Stage.PORT) && answers());
        assertFalse(context.getServiceReferences(Executor.class, null).isEmpty());
        assertSame(pinger, context.getService(context.getServiceReference(Pinger.class)));
    }

    @Test
    public void an_executor_bundle_that_is_away_delays_and_does_not_fail_its_operations() throws Exception {
        dispatcher.start();
        var simulator = features.getFeature(SIMULATOR);
        features.uninstallFeature(simulator.getId(), EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
        Operation waits;
        try {
            waits = launch("waits");
            Eventually.until("it waits for its executor", SOON, () -> {
                var waiting = operations.find(waits.id()).waiting();
                return waiting != null && waiting.cause() == Waiting.Cause.EXECUTOR;
            });
        } finally {
            features.installFeature(simulator.getId(), EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
        }

        assertEquals(OperationState.SUCCEEDED, over(waits).state());
    }

    private Operation launch(String name) {
        var action = new LaunchServer(account(), name, "small", "debian-12", null, null, null, null, Map.of());
        return operations
                .submit(List.of(action), Asked.by("test"), accepted -> "")
                .value()
                .get(0);
    }

    private AccountId account() {
        return accounts.named("cloud").orElseGet(this::makeAccount).id();
    }

    private Account makeAccount() {
        var settings = Map.of("port", Distribution.freePort(), "bootTime", "PT0.2S");
        return accounts.create(new AccountDraft("cloud", "simulator", settings, Map.of()), Asked.by("test"), made -> "")
                .value();
    }

    private Operation over(Operation operation) {
        Eventually.until(
                "it is over",
                SOON,
                () -> operations.find(operation.id()).state().isOver());
        return operations.find(operation.id());
    }

    private Verdict heartbeatOf(ServerId server) {
        return servers.find(server).heartbeat().verdict();
    }

    private Instant lastSeen(ServerId server) {
        return servers.find(server).heartbeat().lastSeen();
    }

    private boolean isThere(Class<?> service, String stage) throws InvalidSyntaxException {
        return !context.getServiceReferences(service, "(" + Stage.NAME + "=" + stage + ")")
                .isEmpty();
    }

    private boolean answers() throws IOException {
        var http = new Properties();
        try (var cfg = Files.newInputStream(Path.of(System.getProperty("karaf.etc"), "cloud.dispatcher.http.cfg"))) {
            http.load(cfg);
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(http.getProperty("port")))) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
