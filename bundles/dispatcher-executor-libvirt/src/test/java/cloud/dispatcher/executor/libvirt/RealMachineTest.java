package cloud.dispatcher.executor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Outcome.Again;
import cloud.dispatcher.spi.Outcome.Failed;
import cloud.dispatcher.spi.Sighting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The executor against real virtual machines: those of the lab in karaf-assembly/itests. */
@Libvirt.Needed
@Libvirt.LabNeeded
class RealMachineTest {
    private static final Duration BOOT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);

    private Libvirt.Cloud cloud;

    @BeforeEach
    void open() throws Exception {
        cloud = Libvirt.lab();
    }

    @AfterEach
    void removeEverything() throws Exception {
        for (var seen : cloud.executor().list(cloud.access(), null).items()) {
            cloud.finish(cloud.remove(new LedgerLine(seen.operation(), seen.kind(), seen.name(), seen.cloudId())));
        }
        assertThat(cloud.domains()).isEmpty();
        cloud.close();
    }

    @Test
    void a_server_with_a_disk_is_launched_stopped_started_rebooted_paused_and_resumed() throws Exception {
        var launch = cloud.launch("with a disk").image("disk");
        var seen = launch.finish().seen();
        assertThat(seen).extracting(Sighting::kind).containsExactly(ResourceKind.SERVER, ResourceKind.VOLUME);
        var server = new LedgerLine(
                launch.id(),
                ResourceKind.SERVER,
                launch.id().value(),
                seen.get(0).cloudId());
        assertThat(answers(seen.get(0))).isTrue();

        assertThat(cloud.change(server, ActionKind.PAUSE)).isEqualTo(ServerState.PAUSED);
        assertThat(cloud.change(server, ActionKind.RESUME)).isEqualTo(ServerState.RUNNING);
        assertThat(answers(seen.get(0))).isTrue();
        assertThat(cloud.change(server, ActionKind.REBOOT)).isEqualTo(ServerState.RUNNING);
        assertThat(answers(look(server))).isTrue();
        assertThat(cloud.change(server, ActionKind.STOP)).isEqualTo(ServerState.STOPPED);
        assertThat(look(server).addresses()).isEmpty();
        assertThat(cloud.change(server, ActionKind.START)).isEqualTo(ServerState.RUNNING);
        assertThat(answers(look(server))).isTrue();

        cloud.finish(cloud.order(cloud.changing(server, ActionKind.REBOOT, Force.HARD)));
        assertThat(answers(look(server))).isTrue();
        cloud.finish(cloud.order(cloud.changing(server, ActionKind.STOP, Force.HARD)));
        assertThat(look(server).state()).isEqualTo(ServerState.STOPPED);
    }

    @Test
    void a_guest_that_does_not_listen_is_made_to_stop_after_the_grace() throws Exception {
        var deaf = cloud.with(Map.of("shutdownGrace", "PT2S"));
        var launch = deaf.launch("deaf").image("deaf");
        while (launch.step() instanceof Again again && !again.progress().step().contains("address")) {
            deaf.pass(again.delay());
        }

        assertThat(deaf.change(launch.ledger().get(0), ActionKind.STOP)).isEqualTo(ServerState.STOPPED);
    }

    @Test
    void kvm_or_emulation_is_found_out_by_booting() throws Exception {
        var auto = cloud.with(Map.of("domainType", Settings.AUTO));

        var seen = auto.launch("auto").finish().seen().get(0);

        assertThat(seen.facts().get("domainType")).isEqualTo(cloud.access().setting("domainType"));
        assertThat(answers(seen)).isTrue();
    }

    @Test
    void a_kernel_that_is_not_there_is_invalid_and_said_so() throws Exception {
        var launch = cloud.with(Map.of("images", "gone: kernel=/no/such/kernel"))
                .launch("web")
                .image("gone");
        var outcome = launch.step();
        while (outcome instanceof Again) {
            outcome = launch.step();
        }

        assertThat(((Failed) outcome).said().text()).contains("/no/such/kernel");
    }

    @Test
    void a_libvirtd_that_dies_and_comes_back_costs_one_step_at_most_and_no_guest() throws Exception {
        var server = cloud.launch("survivor").running();
        var before = look(server);

        Libvirt.killDaemon();
        var meanwhile = (Failed) cloud.executor().step(cloud.remove(server));
        assertThat(meanwhile.fault()).isEqualTo(Fault.COMMUNICATION);
        Libvirt.up();

        assertThat(look(server)).isEqualTo(before);
        assertThat(answers(before)).isTrue();
    }

    @Test
    void a_libvirtd_that_hangs_does_not_hold_a_step_for_long() throws Exception {
        var server = cloud.launch("patient").running();

        Libvirt.signalDaemon("STOP");
        try {
            var failed = (Failed)
                    cloud.executor().step(cloud.order(cloud.changing(server, ActionKind.PAUSE, Force.GRACEFUL)));
            assertThat(failed.fault()).isEqualTo(Fault.COMMUNICATION);
        } finally {
            Libvirt.signalDaemon("CONT");
        }
        assertThat(cloud.change(server, ActionKind.PAUSE)).isEqualTo(ServerState.PAUSED);
    }

    private Sighting look(LedgerLine server) throws Exception {
        return cloud.executor().look(cloud.access(), server).get(0);
    }

    /** Whether the guest's web server takes a connection within a boot's time. */
    private boolean answers(Sighting server) {
        long end = System.nanoTime() + BOOT.toNanos();
        while (!takesAConnection(server)) {
            if (System.nanoTime() > end) {
                return false;
            }
            cloud.pass(LOOK);
        }
        return true;
    }

    private static boolean takesAConnection(Sighting server) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.addresses().get(0), 80), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
