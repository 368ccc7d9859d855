package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.executor.simulator.cloud.Call;
import cloud.dispatcher.executor.simulator.cloud.Fate;
import cloud.dispatcher.executor.simulator.cloud.SimulatedCloud;
import cloud.dispatcher.executor.simulator.cloud.Truth;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.ExecutorContract;
import cloud.dispatcher.spi.Existing;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a simulated cloud of one class; {@link Executor} and cloud are made anew for each test. */
abstract class SimulatorContract extends ExecutorContract {
    private static final AccountId ACCOUNT = new AccountId("account-1");
    private static final AccountId NOWHERE = new AccountId("account-2");

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock();
    private final Map<String, String> settings = new HashMap<>();
    private SimulatedCloud cloud;

    SimulatorContract(Idempotency.Kind kind, Map<String, String> more) {
        settings.put("idempotency", kind.name());
        settings.put("pageSize", "2");
        settings.putAll(more);
    }

    @BeforeEach
    void open() {
        cloud = new SimulatedCloud(folder, clock);
        cloud.inject(this::over);
    }

    @Override
    protected void closeTheCloud() {
        cloud.close();
    }

    private Fate over(Call call) {
        return call.account().equals(NOWHERE.value()) ? Fate.LOSE_BEFORE_EFFECT : Fate.GO_ON;
    }

    @Override
    protected Executor executor() {
        return new SimulatorExecutor(cloud);
    }

    @Override
    protected Access access() {
        return new Access(ACCOUNT, "demo", "installation-1", settings, Map.of());
    }

    @Override
    protected Access unreachable() {
        return new Access(NOWHERE, "nowhere", "installation-1", settings, Map.of());
    }

    @Override
    protected LaunchServer request() {
        return request("debian-12");
    }

    @Override
    protected LaunchServer refusedRequest() {
        return request("windows-3.11");
    }

    private static LaunchServer request(String image) {
        return new LaunchServer(
                ACCOUNT, "web-1", "small", image, null, null, null, new Secret("password=hunter2"), Map.of());
    }

    @Override
    protected String wordsOfRefusal() {
        return "The image id '[windows-3.11]' does not exist";
    }

    @Override
    protected String unknownCloudId() {
        return "i-00000000000000ff";
    }

    @Override
    protected Set<Existing> existing() {
        cloud.settle();
        return Truth.read(cloud.truth(ACCOUNT.value())).existing().stream()
                .map(item -> {
                    var kind = ResourceKind.valueOf(item.kind().toUpperCase(Locale.ROOT));
                    return new Existing(kind, item.unique(), item.id());
                })
                .collect(Collectors.toSet());
    }

    @Override
    protected void letTimePass(Duration time) {
        clock.pass(time);
    }

    @Override
    protected boolean breakWhatIsCreated() {
        cloud.inject(call -> Fate.CREATE_BROKEN);
        return true;
    }

    @Override
    protected boolean makeDouble(LedgerLine line) {
        cloud.doubleBehindOurBack(line.cloudId());
        return true;
    }

    @Override
    protected boolean removeBehindOurBack(String cloudId) {
        cloud.removeBehindOurBack(cloudId);
        return true;
    }
}
