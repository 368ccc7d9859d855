package cloud.dispatcher.engine;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Status;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.state.Records;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells the truth about the whole. Never goes. */
@Component(service = {Status.class, Executors.class})
public final class StatusDoor implements Status, Executors {
    private final Records records;
    private final ExecutorBook executors;
    private final Engine engine;
    private final Gate gate;
    private volatile @Nullable Pinger pinger;

    @Activate
    public StatusDoor(
            @Reference Records records,
            @Reference ExecutorBook executors,
            @Reference Engine engine,
            @Reference Gate gate) {
        this.records = records;
        this.executors = executors;
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

    @Override
    public Snapshot snapshot() {
        var watcher = pinger;
        return Ask.store(() -> new Snapshot(
                version(),
                engine.uptime(),
                gate.isRunning() ? Part.RUNNING : Part.STOPPED,
                watcher == null ? Part.ABSENT : watcher.isRunning() ? Part.RUNNING : Part.STOPPED,
                watcher == null ? null : watcher.summary(),
                list(),
                records.queue(engine.time().now()),
                records.openOutageCount(),
                engine.node()));
    }

    @Override
    public List<ExecutorStatus> list() {
        var there = executors.all();
        var names = there.stream().map(executor -> executor.describe().name()).collect(Collectors.toSet());
        var absent = Ask.store(records::accounts).stream()
                .map(Account::executor)
                .distinct()
                .filter(name -> !names.contains(name))
                .map(name -> new ExecutorStatus(name, name, Executors.State.ABSENT, List.of(), List.of(), Set.of()));
        return Stream.concat(there.stream().map(StatusDoor::active), absent)
                .sorted(Comparator.comparing(ExecutorStatus::name))
                .toList();
    }

    private static ExecutorStatus active(Executor executor) {
        var is = executor.describe();
        return new ExecutorStatus(
                is.name(), is.title(), Executors.State.ACTIVE, is.settings(), is.credentials(), is.actions());
    }

    /** Outside a framework, as in a test, there is no bundle to ask. */
    private static String version() {
        var bundle = FrameworkUtil.getBundle(StatusDoor.class);
        return bundle == null ? "development" : bundle.getVersion().toString();
    }
}
