package cloud.dispatcher.executor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.executor.libvirt.Libvirt.Cloud;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Probe.Method;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Outcome.Again;
import cloud.dispatcher.spi.Outcome.Done;
import cloud.dispatcher.spi.Outcome.Failed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The executor against libvirt's own fake hypervisor, which runs within this process. Nothing of it is ever pinged. */
@Libvirt.Needed
class TestDriverTest {
    private Cloud cloud;

    @BeforeEach
    void open() throws Exception {
        cloud = Libvirt.testDriver();
    }

    @AfterEach
    void close() throws Exception {
        cloud.close();
    }

    @Test
    void a_launch_ends_with_a_running_server_that_is_ours() throws Exception {
        var launch = cloud.launch("web");

        var server = launch.finish().seen().get(0);

        assertThat(server.state()).isEqualTo(ServerState.RUNNING);
        assertThat(server.cloudId()).isEqualTo(launch.id().value());
        assertThat(server.operation()).isEqualTo(launch.id());
        assertThat(server.probe().method()).isEqualTo(Method.NONE);
        assertThat(cloud.executor().list(cloud.access(), null).items()).containsExactly(server);
    }

    @Test
    void a_step_that_runs_twice_makes_one_server() throws Exception {
        var launch = cloud.launch("web");

        launch.step();
        launch.step(Before.SETTLED);

        assertThat(cloud.domains()).hasSize(1);
    }

    @Test
    void while_an_earlier_attempt_may_still_show_nothing_is_made() throws Exception {
        assertThat(cloud.launch("web").step(Before.UNSETTLED)).isInstanceOf(Again.class);
        assertThat(cloud.domains()).isEmpty();
    }

    @Test
    void what_an_earlier_attempt_made_is_adopted() throws Exception {
        var launch = cloud.launch("web");
        launch.step();

        var again = launch.step(Before.UNSETTLED);

        assertThat(again).isInstanceOf(Again.class);
        assertThat(((Again) again).seen())
                .extracting("cloudId")
                .containsExactly(launch.id().value());
    }

    @Test
    void a_disk_is_on_the_ledger_before_it_is_made() throws Exception {
        var launch = cloud.launch("web").image("debian");

        var first = (Again) launch.step();
        assertThat(first.intents()).singleElement().satisfies(intent -> {
            assertThat(intent.kind()).isEqualTo(ResourceKind.VOLUME);
            assertThat(cloud.volumes()).doesNotContain(intent.name());
        });

        var second = (Again) launch.step();
        assertThat(second.intents()).isEmpty();
        assertThat(cloud.volumes()).contains(first.intents().get(0).name());
        assertThat(cloud.domains()).isEmpty();

        assertThat(launch.finish().seen()).extracting("kind").containsExactly(ResourceKind.SERVER, ResourceKind.VOLUME);
    }

    @Test
    void a_launch_with_a_disk_is_removed_thing_by_thing() throws Exception {
        var launch = cloud.launch("web").image("debian");
        launch.finish();

        for (var line : launch.ledger()) {
            cloud.finish(cloud.remove(line));
        }

        assertThat(cloud.executor().list(cloud.access(), null).items()).isEmpty();
        assertThat(cloud.domains()).isEmpty();
    }

    @Test
    void a_disk_is_never_pulled_from_under_its_server() throws Exception {
        var launch = cloud.launch("web").image("debian");
        launch.finish();
        var server = launch.ledger().get(0);
        var disk = launch.ledger().get(1);

        var failed = cloud.failure(cloud.remove(disk));

        assertThat(failed.fault()).isEqualTo(Fault.CONFLICT);
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
        assertThat(failed.said().text()).contains(disk.name(), "web");
        assertThat(cloud.volumes()).contains(disk.name());
        assertThat(cloud.executor().look(cloud.access(), server).get(0).state()).isEqualTo(ServerState.RUNNING);
        assertThat(cloud.finish(cloud.remove(server)).seen()).isEmpty();
        assertThat(cloud.finish(cloud.remove(disk)).seen()).isEmpty();
        assertThat(cloud.volumes()).doesNotContain(disk.name());
    }

    @Test
    void every_change_is_done_and_done_again_when_asked_twice() throws Exception {
        var server = cloud.launch("web").running();

        for (var twice : List.of(1, 2)) {
            assertThat(cloud.change(server, ActionKind.PAUSE))
                    .as("time %s", twice)
                    .isEqualTo(ServerState.PAUSED);
        }
        for (var twice : List.of(1, 2)) {
            assertThat(cloud.change(server, ActionKind.RESUME))
                    .as("time %s", twice)
                    .isEqualTo(ServerState.RUNNING);
        }
        for (var twice : List.of(1, 2)) {
            assertThat(cloud.change(server, ActionKind.STOP))
                    .as("time %s", twice)
                    .isEqualTo(ServerState.STOPPED);
        }
        for (var twice : List.of(1, 2)) {
            assertThat(cloud.change(server, ActionKind.START))
                    .as("time %s", twice)
                    .isEqualTo(ServerState.RUNNING);
        }
        assertThat(cloud.change(server, ActionKind.REBOOT)).isEqualTo(ServerState.RUNNING);
    }

    @Test
    void a_forced_stop_asks_nobody() throws Exception {
        var server = cloud.launch("web").running();

        cloud.finish(cloud.order(cloud.changing(server, ActionKind.STOP, Force.HARD)));

        assertThat(cloud.executor().look(cloud.access(), server).get(0).state()).isEqualTo(ServerState.STOPPED);
    }

    @Test
    void a_reboot_of_a_server_that_is_off_is_refused() throws Exception {
        var server = cloud.launch("web").running();
        cloud.change(server, ActionKind.STOP);

        var failed = cloud.failure(cloud.order(cloud.changing(server, ActionKind.REBOOT, Force.GRACEFUL)));

        assertThat(failed.fault()).isEqualTo(Fault.CONFLICT);
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void a_reboot_that_was_cut_between_its_halves_starts_the_server() throws Exception {
        var server = cloud.launch("web").running();
        cloud.change(server, ActionKind.STOP);

        var order = cloud.order(cloud.changing(server, ActionKind.REBOOT, Force.GRACEFUL), Before.SETTLED);

        assertThat(cloud.finish(order).seen().get(0).state()).isEqualTo(ServerState.RUNNING);
    }

    @Test
    void a_change_of_an_unknown_server_is_not_found() {
        var failed = cloud.failure(cloud.order(cloud.changing(cloud.line("gone"), ActionKind.STOP, Force.GRACEFUL)));

        assertThat(failed.fault()).isEqualTo(Fault.NOT_FOUND);
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void removing_what_is_gone_succeeds() throws Exception {
        assertThat(cloud.finish(cloud.remove(cloud.line("gone"))).seen()).isEmpty();
        assertThat(cloud.executor().look(cloud.access(), cloud.line("gone"))).isEmpty();
    }

    @Test
    void an_error_keeps_libvirts_words() {
        var launch = cloud.launch("web");
        var failed = (Failed) cloud.with(Map.of("uri", "qemu+unix:///system?socket=/no/such/socket"))
                .launch("web")
                .step();

        assertThat(failed.said().text()).contains("/no/such/socket");
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
        assertThat(launch.step()).isInstanceOf(Again.class);
    }

    @Test
    void a_launch_of_what_does_not_exist_names_what_there_is() {
        assertThat(((Failed) cloud.launch("web").size("huge").step()).said().text())
                .contains("huge", "tiny, small");
        assertThat(((Failed) cloud.launch("web").image("beos").step()).said().text())
                .contains("beos");
    }

    @Test
    void only_what_is_ours_is_listed() throws Exception {
        cloud.launch("web").running();
        var others = cloud.ofInstallation("another");

        assertThat(others.executor().list(others.access(), null).items()).isEmpty();
    }

    @Test
    void a_long_list_comes_in_pages() throws Exception {
        for (var i = 0; i < 120; i++) {
            cloud.launch("web" + i).step();
        }

        var first = cloud.executor().list(cloud.access(), null);
        var second = cloud.executor().list(cloud.access(), first.nextPage());

        assertThat(first.items().size() + second.items().size()).isEqualTo(120);
        assertThat(first.nextPage()).isNotNull();
        assertThat(second.nextPage()).isNull();
        assertThat(second.items()).isNotEmpty();
    }

    @Test
    void the_catalog_names_sizes_images_and_networks() throws CloudException {
        var catalog = cloud.executor().catalog(cloud.access());

        assertThat(catalog.sizes()).extracting("name").contains("tiny");
        assertThat(catalog.images()).extracting("name").contains("linux", "debian");
        assertThat(catalog.networks()).extracting("name").containsExactly("default");
        assertThat(catalog.keyPairs()).isEmpty();
    }

    @Test
    void only_volumes_that_can_carry_an_overlay_are_images() throws Exception {
        cloud.addVolume("golden.qcow2", "qcow2");
        cloud.addVolume("golden.img", "raw");
        cloud.addVolume("installer.iso", "iso");

        assertThat(cloud.executor().catalog(cloud.access()).images())
                .extracting("name")
                .containsExactly("linux", "debian", "golden.img", "golden.qcow2");
        var refused = (Failed) cloud.launch("web").image("installer.iso").step();
        assertThat(refused.fault()).isEqualTo(Fault.INVALID);
        assertThat(refused.said().text()).contains("installer.iso", "iso", "raw, qcow2");
    }

    @Test
    void an_overlay_names_the_format_of_its_base() throws Exception {
        cloud.addVolume("golden.img", "raw");

        var launch = cloud.launch("web").image("golden.img");
        var disk = launch.finish().seen().get(1);

        assertThat(cloud.volumeXml(disk.name()).replaceAll("\\s+", ""))
                .contains("<backingStore><path>/default-pool/golden.img</path><formattype='raw'/></backingStore>");
        for (var line : launch.ledger()) {
            cloud.finish(cloud.remove(line));
        }
    }

    @Test
    void a_bad_setting_is_invalid_and_named() {
        var failed = (Failed)
                cloud.with(Map.of("shutdownGrace", "soon")).launch("web").step();

        assertThat(failed.fault()).isEqualTo(Fault.INVALID);
        assertThat(failed.said().text()).contains("shutdownGrace", "soon");
    }

    @Test
    void stopping_the_executor_and_starting_another_loses_nothing() throws Exception {
        var server = cloud.launch("web").running();

        cloud.restartExecutor();

        assertThat(cloud.executor().look(cloud.access(), server)).hasSize(1);
        assertThat(cloud.finish(cloud.remove(server))).isEqualTo(new Done(List.of()));
    }
}
