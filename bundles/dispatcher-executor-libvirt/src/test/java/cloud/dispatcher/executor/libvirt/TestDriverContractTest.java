package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Action.LaunchServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every executor must do, against libvirt's fake hypervisor. */
@Libvirt.Needed
class TestDriverContractTest extends LibvirtContract {
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
    Libvirt.Cloud cloud() {
        return cloud;
    }

    @Override
    protected LaunchServer request() {
        return Libvirt.Cloud.request("debian");
    }

    @Override
    protected void letTimePass(Duration time) {
        // Nothing takes any.
    }
}
