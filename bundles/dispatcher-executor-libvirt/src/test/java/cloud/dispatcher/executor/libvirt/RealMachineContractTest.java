package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Action.LaunchServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What every executor must do, against real virtual machines: minutes, so only where it is asked for. */
@Libvirt.Needed
@Libvirt.LabNeeded
@EnabledIfSystemProperty(named = "soak", matches = ".+", disabledReason = "it takes minutes: -Dsoak=1")
class RealMachineContractTest extends LibvirtContract {
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
    Libvirt.Cloud cloud() {
        return cloud;
    }

    @Override
    protected LaunchServer request() {
        return Libvirt.Cloud.request("disk");
    }

    @Override
    protected void letTimePass(Duration time) {
        // Longer waits are for clouds whose effects show late; libvirt's are there when it answers.
        cloud.pass(time.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : time);
    }
}
