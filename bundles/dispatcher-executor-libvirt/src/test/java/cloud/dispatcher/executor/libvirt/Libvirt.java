package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Existing;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Outcome.Again;
import cloud.dispatcher.spi.Outcome.Done;
import cloud.dispatcher.spi.Outcome.Failed;
import cloud.dispatcher.spi.Task;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;

/** libvirt in tests: whether it is there, and what an engine would do with the executor, without any waiting. */
final class Libvirt {
    private static final String LAB = System.getProperty("lab");

    private Libvirt() {}

    /** Skips a test class, loudly, where libvirt's client library is not installed. */
    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(Present.class)
    @interface Needed {}

    static final class Present implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                Library.getVersion();
                return ConditionEvaluationResult.enabled("libvirt.so.0 is there");
            } catch (Exception | LinkageError e) {
                var why = "SKIPPED: " + context.getDisplayName()
                        + ", because libvirt.so.0 (Debian: libvirt0) is not installed";
                System.err.println(why);
                return ConditionEvaluationResult.disabled(why);
            }
        }
    }

    /** Skips a test class, loudly, where no lab is up. */
    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(LabUp.class)
    @interface LabNeeded {}

    static final class LabUp implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (LAB != null) {
                return ConditionEvaluationResult.enabled("a lab is up");
            }
            var why = "SKIPPED: " + context.getDisplayName()
                    + ", because no lab is named: -Dlab=<its lab.properties>, made by karaf-assembly/itests/lab/up";
            System.err.println(why);
            return ConditionEvaluationResult.disabled(why);
        }
    }

    /** The lab's libvirt with its real machines. */
    static Cloud lab() throws Exception {
        var lab = properties();
        var boots = " kernel=" + lab.getProperty("kernel") + " initrd=" + lab.getProperty("initrd");
        var images = "linux:" + boots + " append=console=ttyS0 quiet; disk:" + boots + " base="
                + lab.getProperty("base") + "; deaf: kernel=" + lab.getProperty("kernel") + " append=panic=0";
        return new Cloud(
                new Connect(lab.getProperty("uri")),
                "test",
                Map.of(
                        "uri", lab.getProperty("uri"),
                        "network", lab.getProperty("network"),
                        "pool", lab.getProperty("pool"),
                        "domainType", lab.getProperty("domainType"),
                        "images", images));
    }

    private static Properties properties() throws IOException {
        var lab = new Properties();
        try (var in = Files.newBufferedReader(Path.of(LAB))) {
            lab.load(in);
        }
        return lab;
    }

    /** Kills the lab's libvirtd, but none of its guests. */
    static void killDaemon() throws Exception {
        signalDaemon("KILL");
        var pid = Long.parseLong(
                Files.readString(Path.of(properties().getProperty("pidFile"))).strip());
        ProcessHandle.of(pid)
                .ifPresent(
                        daemon -> daemon.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }

    static void signalDaemon(String signal) throws Exception {
        var pid = Files.readString(Path.of(properties().getProperty("pidFile"))).strip();
        run("kill", "-" + signal, pid);
    }

    /** Brings the lab up again. */
    static void up() throws Exception {
        run(properties().getProperty("up").split(" "));
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    /** libvirt's fake hypervisor within this process, empty; it lives while it is open. */
    static Cloud testDriver() throws Exception {
        var truth = new Connect("test:///default");
        for (var domain : truth.listAllDomains(0)) {
            if (domain.isActive() == 1) {
                domain.destroy();
            }
            domain.undefine();
        }
        return new Cloud(
                truth,
                "here",
                Map.of(
                        "uri", "test:///default",
                        "pool", "default-pool",
                        // The test driver makes no volume without a size.
                        "sizes", "tiny=1x96x1, small=1x512",
                        "images", "linux: kernel=/boot/vmlinuz; debian: base=/images/debian.qcow2"));
    }

    private static Done done(Outcome outcome) {
        if (outcome instanceof Done done) {
            return done;
        }
        throw new AssertionError("not done: " + outcome);
    }

    /** A libvirt with an account in it. */
    static final class Cloud implements AutoCloseable {
        private Connect truth;
        private final String installation;
        private final Map<String, String> settings = new HashMap<>();
        private final List<Cloud> others = new ArrayList<>();
        private final List<String> added = new ArrayList<>();
        private LibvirtExecutor executor = new LibvirtExecutor();

        Cloud(Connect truth, String installation, Map<String, String> settings) {
            this.truth = truth;
            this.installation = installation;
            for (var setting : Settings.schema()) {
                this.settings.put(setting.name(), setting.fallback());
            }
            this.settings.putAll(settings);
        }

        LibvirtExecutor executor() {
            return executor;
        }

        Access access() {
            return new Access(new AccountId("account"), "lab", installation, settings, Map.of());
        }

        /** The same libvirt as an account with other settings. */
        Cloud with(Map<String, String> changed) {
            var all = new HashMap<>(settings);
            all.putAll(changed);
            return remember(new Cloud(truth, installation, all));
        }

        Cloud ofInstallation(String other) {
            return remember(new Cloud(truth, other, settings));
        }

        private Cloud remember(Cloud other) {
            others.add(other);
            return other;
        }

        void restartExecutor() {
            executor.stop();
            executor = new LibvirtExecutor();
        }

        Launch launch(String name) {
            return new Launch(this, name);
        }

        /** What is there in truth, asked past the executor. */
        List<String> domains() throws Exception {
            if (!truth.isAlive()) {
                truth = new Connect(settings.get("uri"));
            }
            var names = new ArrayList<String>();
            for (var domain : truth.listAllDomains(0)) {
                names.add(domain.getName());
            }
            return names;
        }

        List<String> volumes() {
            try {
                return List.of(
                        truth.storagePoolLookupByName(settings.get("pool")).listVolumes());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        /** Somebody puts a volume into the pool; it is gone when this is closed. */
        void addVolume(String name, String format) throws LibvirtException {
            truth.storagePoolLookupByName(settings.get("pool"))
                    .storageVolCreateXML(
                            "<volume><name>%s</name><capacity unit='MiB'>1</capacity><target><format type='%s'/></target></volume>"
                                    .formatted(name, format),
                            0);
            added.add(name);
        }

        String volumeXml(String name) throws LibvirtException {
            return truth.storagePoolLookupByName(settings.get("pool"))
                    .storageVolLookupByName(name)
                    .getXMLDesc(0);
        }

        /** All of ours in truth, asked past the executor. */
        Set<Existing> existing() {
            try {
                var existing = new HashSet<Existing>();
                for (var domain : truth.listAllDomains(0)) {
                    var tag = DomainXml.parse(domain.getXMLDesc(0)).tag();
                    if (tag != null) {
                        existing.add(new Existing(
                                ResourceKind.SERVER, tag.operation().value(), domain.getUUIDString()));
                    }
                }
                var pool = truth.storagePoolLookupByName(settings.get("pool"));
                for (var name : pool.listVolumes()) {
                    if (Names.isDisk(name)) {
                        existing.add(new Existing(
                                ResourceKind.VOLUME,
                                name,
                                pool.storageVolLookupByName(name).getKey()));
                    }
                }
                return existing;
            } catch (LibvirtException e) {
                throw new AssertionError(e);
            }
        }

        /** Removes a domain past the executor. */
        void removeBehindOurBack(String uuid) {
            try {
                var domain = truth.domainLookupByUUIDString(uuid);
                domain.destroy();
                domain.undefine();
            } catch (LibvirtException e) {
                throw new AssertionError(e);
            }
        }

        static LaunchServer request(String image) {
            return new LaunchServer(new AccountId("account"), "web", "tiny", image, null, null, null, null, Map.of());
        }

        LedgerLine line(String operation) {
            return new LedgerLine(new OperationId(operation), ResourceKind.SERVER, operation, null);
        }

        Task changing(LedgerLine server, ActionKind kind, Force force) {
            return new Task.Change(kind, server, force);
        }

        Order remove(LedgerLine thing) {
            return order(new Task.Remove(thing));
        }

        Order order(Task task) {
            return order(task, Before.NOTHING);
        }

        Order order(Task task, Before before) {
            return order(new OperationId(UUID.randomUUID().toString()), task, before, Map.of(), List.of());
        }

        Order order(OperationId id, Task task, Before before, Map<String, String> memory, List<LedgerLine> ledger) {
            return new Order(id, access(), task, before, memory, ledger, Duration.ofSeconds(30));
        }

        /** The state in which the server is when the change is done. */
        ServerState change(LedgerLine server, ActionKind kind) throws Exception {
            return finish(order(changing(server, kind, Force.GRACEFUL)))
                    .seen()
                    .get(0)
                    .state();
        }

        Done finish(Order order) {
            return done(end(order));
        }

        Failed failure(Order order) {
            return (Failed) end(order);
        }

        /** Steps until it ends. Only a real machine needs the time that is waited between. */
        private Outcome end(Order order) {
            var now = order;
            for (var i = 0; i < 300; i++) {
                var outcome = executor.step(now);
                if (!(outcome instanceof Again again)) {
                    return outcome;
                }
                pass(again.delay());
                now = order(order.operation(), order.task(), Before.NOTHING, again.memory(), order.ledger());
            }
            throw new AssertionError("it does not end: " + order);
        }

        void pass(Duration delay) {
            if (!settings.get("uri").startsWith("test:")) {
                LockSupport.parkNanos(delay.toNanos());
            }
        }

        @Override
        public void close() throws Exception {
            executor.stop();
            for (var name : added) {
                truth.storagePoolLookupByName(settings.get("pool"))
                        .storageVolLookupByName(name)
                        .delete(0);
            }
            for (var other : others) {
                other.executor.stop();
            }
            truth.close();
        }
    }

    /** One launch, with the ledger that an engine would keep. */
    static final class Launch {
        private final Cloud cloud;
        private final String name;
        private final OperationId id = new OperationId(UUID.randomUUID().toString());
        private final List<LedgerLine> ledger = new ArrayList<>();
        private Map<String, String> memory = Map.of();
        private String image = "linux";
        private String size = "tiny";

        Launch(Cloud cloud, String name) {
            this.cloud = cloud;
            this.name = name;
            ledger.add(new LedgerLine(id, ResourceKind.SERVER, id.value(), null));
        }

        Launch image(String other) {
            image = other;
            return this;
        }

        Launch size(String other) {
            size = other;
            return this;
        }

        OperationId id() {
            return id;
        }

        List<LedgerLine> ledger() {
            return List.copyOf(ledger);
        }

        Outcome step() {
            return step(Before.NOTHING);
        }

        Outcome step(Before before) {
            var request =
                    new LaunchServer(new AccountId("account"), name, size, image, null, null, null, null, Map.of());
            var outcome = cloud.executor().step(cloud.order(id, new Task.Launch(request), before, memory, ledger));
            if (outcome instanceof Again again) {
                memory = again.memory();
                again.intents().forEach(intent -> ledger.add(new LedgerLine(id, intent.kind(), intent.name(), null)));
            }
            return outcome;
        }

        Done finish() {
            for (var i = 0; i < 300; i++) {
                var outcome = step();
                if (!(outcome instanceof Again again)) {
                    return done(outcome);
                }
                cloud.pass(again.delay());
            }
            throw new AssertionError("the launch does not end");
        }

        /** Launched to its end; this is its ledger line. */
        LedgerLine running() throws Exception {
            var seen = finish().seen().get(0);
            return new LedgerLine(id, ResourceKind.SERVER, id.value(), seen.cloudId());
        }
    }
}
