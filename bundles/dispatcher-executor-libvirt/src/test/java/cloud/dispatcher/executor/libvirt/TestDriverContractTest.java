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

/** What every executor must do, against libvirt's fake hypervisor. */
@Libvirt.Needed
class TestDriverContractTest extends ExecutorContract {
    private static Libvirt.Cloud cloud;

    @BeforeAll
    static void open() throws Exception {
        cloud = Libvirt.testDriver();
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
        return Libvirt.Cloud.request("debian");
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
        // Nothing takes any.
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
