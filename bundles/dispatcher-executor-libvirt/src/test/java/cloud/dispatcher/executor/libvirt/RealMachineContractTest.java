package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.ExecutorContract;
import cloud.dispatcher.spi.Existing;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What every executor must do, against real virtual machines: minutes, so only where it is asked for. */
@Libvirt.Needed
@Libvirt.LabNeeded
@EnabledIfSystemProperty(named = "soak", matches = ".+", disabledReason = "it takes minutes: -Dsoak=1")
class RealMachineContractTest extends ExecutorContract {
    private static Libvirt.Cloud cloud;

    @BeforeAll
    static void open() throws Exception {
        cloud = Libvirt.lab();
    }

    @AfterAll
    static void close() throws Exception {
        cloud.close();
    }

    @Override
    protected Executor executor() {
        return cloud.executor();
    }

    @Override
    protected Access access() {
        return cloud.access();
    }

    @Override
    protected LaunchServer request() {
        return Libvirt.Cloud.request("disk");
    }

    @Override
    protected LaunchServer refusedRequest() {
        return Libvirt.Cloud.request("beos");
    }

    @Override
    protected String wordsOfRefusal() {
        return "beos";
    }

    @Override
    protected String unknownCloudId() {
        return UUID.randomUUID().toString();
    }

    @Override
    protected Set<Existing> existing() {
        return cloud.existing();
    }

    @Override
    protected void letTimePass(Duration time) {
        // Longer waits are for clouds whose effects show late; libvirt's are there when it answers.
        cloud.pass(time.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : time);
    }

    @Override
    protected Access unreachable() {
        return cloud.with(Map.of("uri", "qemu+unix:///system?socket=/no/such/socket"))
                .access();
    }

    @Override
    protected boolean removeBehindOurBack(String cloudId) {
        cloud.removeBehindOurBack(cloudId);
        return true;
    }
}
