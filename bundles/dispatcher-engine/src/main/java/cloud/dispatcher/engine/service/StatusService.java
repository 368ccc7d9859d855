package cloud.dispatcher.engine.service;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Status;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.engine.Engine;
import cloud.dispatcher.engine.executors.ExecutorBook;
import cloud.dispatcher.engine.executors.InstalledExecutors;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.Records;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells the truth about the whole. Never goes. */
@Component(service = {Status.class, Executors.class})
public final class StatusService implements Status, Executors {
    private final Records records;
    private final Committer committer;
    private final ExecutorBook executors;
    private final InstalledExecutors installed;
    private final Engine engine;
    private final Gate gate;
    private volatile @Nullable Pinger pinger;
    private volatile @Nullable Switch dispatcher;

    @Activate
    public StatusService(
            @Reference Records records,
            @Reference Committer committer,
            @Reference ExecutorBook executors,
            @Reference InstalledExecutors installed,
            @Reference Engine engine,
            @Reference Gate gate) {
        this.records = records;
        this.committer = committer;
        this.executors = executors;
        this.installed = installed;
        this.engine = engine;
        this.gate = gate;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addPinger(Pinger there) {
        pinger = there;
    }

    void removePinger(Pinger gone) {
        if (gone.equals(pinger)) {
            pinger = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addSwitch(Switch there) {
        dispatcher = there;
    }

    void removeSwitch(Switch gone) {
        if (gone.equals(dispatcher)) {
            dispatcher = null;
        }
    }

    @Override
    public Snapshot snapshot() {
        var watcher = pinger;
        return Ask.store(() -> new Snapshot(
                version(),
                engine.uptime(),
                gate.isRunning() ? Part.RUNNING : Part.STOPPED,
                dispatcherSays(),
                watcher == null ? Part.ABSENT : watcher.isRunning() ? Part.RUNNING : Part.STOPPED,
                watcher == null ? null : watcher.summary(),
                list(),
                records.queue(engine.time().now()),
                records.openOutageCount(),
                committer.trouble(),
                problems(watcher),
                records.summary(),
                engine.node()));
    }

    private List<String> problems(@Nullable Pinger watcher) {
        return Stream.of(
                        executors.problems(),
                        engine.problems().sentences(),
                        watcher == null ? List.<String>of() : watcher.problems())
                .flatMap(List::stream)
                .toList();
    }

    private @Nullable String dispatcherSays() {
        var present = dispatcher;
        if (present == null) {
            return null;
        }
        var says = present.notRunningReason().orElseGet(() -> String.join(", ", present.summary()));
        return says.isEmpty() ? null : says;
    }

    @Override
    public List<ExecutorStatus> list() {
        var all = new TreeMap<String, ExecutorStatus>();
        Ask.store(records::accounts)
                .forEach(account -> all.put(account.executor(), away(account.executor(), State.ABSENT)));
        installed.names().forEach(name -> all.put(name, away(name, State.WAITING)));
        executors.all().forEach(executor -> all.put(executor.describe().name(), active(executor)));
        return List.copyOf(all.values());
    }

    private static ExecutorStatus away(String name, State state) {
        return new ExecutorStatus(name, name, state, List.of(), List.of(), Set.of());
    }

    private static ExecutorStatus active(Executor executor) {
        var is = executor.describe();
        return new ExecutorStatus(is.name(), is.title(), State.ACTIVE, is.settings(), is.credentials(), is.actions());
    }

    /** Outside a framework, as in a test, there is no bundle to ask. */
    private static String version() {
        var bundle = FrameworkUtil.getBundle(StatusService.class);
        return bundle == null ? "development" : version(bundle.getVersion());
    }

    /** As Maven writes it, and as our files are named: {@code 0.1.0-SNAPSHOT}. */
    static String version(Version version) {
        var numbers = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
        return version.getQualifier().isEmpty() ? numbers : numbers + "-" + version.getQualifier();
    }
}
