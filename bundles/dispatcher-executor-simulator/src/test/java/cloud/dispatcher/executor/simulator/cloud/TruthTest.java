package cloud.dispatcher.executor.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.executor.simulator.MovingClock;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The truth file: what stands in it, and what comes back from it. */
class TruthTest {
    private static final String ACCOUNT = "account-1";

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock();
    private SimulatedCloud cloud;

    @BeforeEach
    void open() {
        cloud = new SimulatedCloud(folder, clock);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Session session(Map<String, String> settings) {
        return cloud.session(ACCOUNT, settings);
    }

    private Session session() {
        return session(Map.of());
    }

    private static Creation server(String token) {
        return new Creation(ResourceKind.SERVER, token, token, "web-1", "installation-1", "small", "debian-12");
    }

    private void reopen() {
        cloud.close();
        cloud = new SimulatedCloud(folder, clock);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(cloud.truth(ACCOUNT));
    }

    @Test
    void a_request_is_written_before_its_effect_and_both_before_the_answer() throws IOException {
        var made = session().create(server("op-1")).shown();
        var id = made.id();

        assertThat(lines())
                .containsExactly(
                        "{\"at\":\"2026-01-01T00:00:00.000Z\",\"event\":\"requested\",\"kind\":\"server\","
                                + "\"token\":\"op-1\",\"name\":\"web-1\",\"call\":\"create\",\"by\":\"op-1\"}",
                        "{\"at\":\"2026-01-01T00:00:00.000Z\",\"event\":\"created\",\"id\":\"" + id
                                + "\",\"kind\":\"server\",\"token\":\"op-1\",\"name\":\"web-1\","
                                + "\"due\":\"2026-01-01T00:00:03.000Z\",\"visibleAt\":\"2026-01-01T00:00:00.000Z\","
                                + "\"unique\":\"op-1\",\"installation\":\"installation-1\",\"size\":\"small\","
                                + "\"image\":\"debian-12\",\"address\":\"" + made.address() + "\",\"port\":8022}");
    }

    @Test
    void what_happens_by_itself_is_written_with_the_time_at_which_it_was_due() throws IOException {
        session().create(server("op-1"));
        clock.pass(Duration.ofMinutes(1));

        cloud.settle();

        assertThat(lines().get(2)).contains("\"event\":\"started\"").contains("\"at\":\"2026-01-01T00:00:03.000Z\"");
    }

    @Test
    void a_life_is_told_from_request_to_deletion() throws IOException {
        var id = session().create(server("op-1")).shown().id();
        clock.pass(Duration.ofSeconds(3));
        session().stop(id, Force.GRACEFUL, "op-2");
        clock.pass(Duration.ofSeconds(1));
        session().start(id, "op-3");
        clock.pass(Duration.ofSeconds(3));
        session().pause(id, "op-4");
        session().resume(id, "op-5");
        session().reboot(id, "op-6");
        clock.pass(Duration.ofSeconds(3));
        session().delete(id, "op-7");
        clock.pass(Duration.ofSeconds(1));
        cloud.settle();

        assertThat(lines().stream().map(line -> line.replaceAll(".*\"event\":\"(\\w+)\".*", "$1")))
                .containsExactly(
                        "requested",
                        "created",
                        "started", // launch
                        "requested",
                        "stopping",
                        "stopped",
                        "requested",
                        "starting",
                        "started",
                        "requested",
                        "paused",
                        "requested",
                        "resumed",
                        "requested",
                        "rebooting",
                        "started",
                        "requested",
                        "terminating",
                        "deleted");
        assertThat(lines()).allMatch(line -> line.contains("\"token\":\"op-1\""));
    }

    @Test
    void everything_comes_back_from_the_file() {
        var running = session().create(server("op-1")).shown().id();
        clock.pass(Duration.ofSeconds(3));
        var paused = session().create(server("op-2")).shown().id();
        clock.pass(Duration.ofSeconds(3));
        session().pause(paused, "op-3");
        var gone = session().create(server("op-4")).shown().id();
        clock.pass(Duration.ofSeconds(3));
        session().delete(gone, "op-5");
        clock.pass(Duration.ofSeconds(1));
        var booting = session().create(server("op-6")).shown().id();
        clock.pass(Duration.ofSeconds(2));
        var before = session().list("installation-1", null).shown();

        reopen();

        assertThat(session().list("installation-1", null).shown()).isEqualTo(before);
        assertThat(before).extracting(Thing::id).containsExactlyInAnyOrder(running, paused, booting);
        assertThat(session().describe(booting).shown().state()).isEqualTo(ServerState.PENDING);
        clock.pass(Duration.ofSeconds(1));
        assertThat(session().describe(booting).shown().state()).isEqualTo(ServerState.RUNNING);
        assertThat(session().describe(paused).shown().state()).isEqualTo(ServerState.PAUSED);
    }

    @Test
    void what_was_due_while_the_cloud_was_away_has_happened_when_it_is_back() {
        var id = session().create(server("op-1")).shown().id();
        cloud.close();
        clock.pass(Duration.ofSeconds(3));

        cloud = new SimulatedCloud(folder, clock);

        assertThat(session().describe(id).shown().state()).isEqualTo(ServerState.RUNNING);
    }

    @Test
    void an_unfinished_last_line_is_ignored_and_cut() throws IOException {
        session().create(server("op-1"));
        var whole = lines();
        cloud.close();
        Files.writeString(cloud.truth(ACCOUNT), "{\"at\":\"2026-01-01T00:00", StandardOpenOption.APPEND);

        assertThat(Truth.read(cloud.truth(ACCOUNT)).servers()).hasSize(1);
        reopen();

        assertThat(lines()).isEqualTo(whole);
        session().create(server("op-2"));
        assertThat(Truth.read(cloud.truth(ACCOUNT)).servers()).hasSize(2);
    }

    @Test
    void an_account_that_only_asks_leaves_no_folder() {
        session().touch();
        session().list("installation-1", null);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_line_that_the_disk_takes_half_is_cut_and_the_next_is_whole() throws IOException {
        var file = folder.resolve("full.jsonl");
        var disk = new FillingDisk(file);
        var truth = new TruthFile(file, disk);
        var line = Scribe.creationRequested(clock.instant(), server("op-1"));
        truth.append(line);

        disk.isFull = true;
        assertThatThrownBy(() -> truth.append(line)).hasMessageContaining("No space left on device");
        disk.isFull = false;
        truth.append(line);
        truth.close();

        assertThat(TruthFile.read(file)).containsExactly(line, line);
    }

    @Test
    void a_half_line_that_could_not_be_cut_is_cut_before_the_next() throws IOException {
        var file = folder.resolve("full.jsonl");
        var disk = new FillingDisk(file);
        var truth = new TruthFile(file, disk);
        var line = Scribe.creationRequested(clock.instant(), server("op-1"));

        disk.isFull = true;
        disk.isStuck = true;
        assertThatThrownBy(() -> truth.append(line)).isInstanceOf(UncheckedIOException.class);
        disk.isFull = false;
        disk.isStuck = false;
        truth.append(line);
        truth.close();

        assertThat(TruthFile.read(file)).containsExactly(line);
    }

    /** Takes half of what is written when it is full. */
    private static final class FillingDisk extends RandomAccessFile {
        private boolean isFull;
        private boolean isStuck;

        FillingDisk(Path file) throws IOException {
            super(file.toFile(), "rw");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            super.write(bytes, 0, isFull ? bytes.length / 2 : bytes.length);
            if (isFull) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void setLength(long length) throws IOException {
            if (isStuck) {
                throw new IOException("Input/output error");
            }
            super.setLength(length);
        }
    }

    @Test
    void a_caller_who_is_interrupted_does_not_close_the_truth() {
        Thread.currentThread().interrupt();
        try {
            session().create(server("op-1"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        session().create(server("op-2"));

        assertThat(Truth.read(cloud.truth(ACCOUNT)).servers()).hasSize(2);
    }

    @Test
    void a_line_that_nobody_can_read_takes_down_its_own_account_only() throws IOException {
        session().create(server("op-1"));
        cloud.session("account-2", Map.of()).create(server("op-2"));
        cloud.close();
        Files.writeString(cloud.truth(ACCOUNT), "half of a li{\"at\"\n", StandardOpenOption.APPEND);

        cloud = new SimulatedCloud(folder, clock);

        assertThat(cloud.session("account-2", Map.of())
                        .list("installation-1", null)
                        .shown())
                .hasSize(1);
        assertThatThrownBy(this::session)
                .isInstanceOf(UnreadableTruthException.class)
                .hasMessageContaining(cloud.truth(ACCOUNT) + ", line 3");
    }

    @Test
    void what_could_not_be_written_when_it_was_due_happens_later() {
        var due = new ArrayList<String>();
        var agenda = new Agenda();
        agenda.enter(clock.instant(), () -> {
            due.add("tried");
            if (due.size() == 1) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
        });

        assertThatThrownBy(() -> agenda.runDue(clock.instant())).isInstanceOf(UncheckedIOException.class);
        agenda.runDue(clock.instant());
        agenda.runDue(clock.instant());

        assertThat(due).hasSize(2);
    }

    @Test
    void ids_and_addresses_are_not_given_twice_also_after_a_restart() {
        var first = session().create(server("op-1")).shown();
        session().delete(session().create(server("op-2")).shown().id(), "op-3");
        clock.pass(Duration.ofSeconds(1));

        reopen();
        var third = session().create(server("op-4")).shown();

        assertThat(Truth.read(cloud.truth(ACCOUNT)).everCreated())
                .extracting(Truth.Item::id)
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(third.address()).isNotEqualTo(first.address());
    }

    @Test
    void two_installations_on_one_machine_share_no_address_and_keep_theirs() {
        var here = session().create(server("op-1")).shown();
        try (var other = new SimulatedCloud(folder.resolve("elsewhere"), clock)) {
            var there = other.session(ACCOUNT, Map.of()).create(server("op-1")).shown();

            assertThat(there.address()).isNotEqualTo(here.address());
        }
        reopen();

        assertThat(session().describe(here.id()).shown().address()).isEqualTo(here.address());
    }

    @Test
    void a_volume_is_not_deleted_while_its_server_is_there() {
        var volume = session()
                .create(new Creation(
                        ResourceKind.VOLUME, "op-1", "op-1-volume-1", "disk", "installation-1", null, null))
                .shown()
                .id();
        var server = session().create(server("op-1")).shown().id();
        reopen();

        assertThatThrownBy(() -> session().delete(volume, "op-2"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Volume " + volume + " is currently attached to " + server);

        session().delete(server, "op-2");
        clock.pass(Duration.ofSeconds(1));
        assertThat(session().delete(volume, "op-2").shown().state()).isEqualTo(ServerState.TERMINATED);
    }

    @Test
    void accounts_have_their_own_truth_and_share_no_address() {
        var here = session().create(server("op-1")).shown();
        var there = cloud.session("account-2", Map.of()).create(server("op-1")).shown();

        assertThat(there.address()).isNotEqualTo(here.address());
        assertThat(Truth.read(cloud.truth("account-2")).servers())
                .extracting(Truth.Item::id)
                .contains(there.id())
                .hasSize(1);
    }

    @Test
    void the_truth_tells_doubles_also_when_one_is_gone() {
        var lookUp = Map.of("idempotency", "LOOKUP", "stopTime", "PT0S");
        var first = session(lookUp).create(server("op-1")).shown().id();
        session(lookUp).create(server("op-1"));
        session(lookUp).delete(first, "op-2");
        session(lookUp).create(server("op-3"));

        var truth = Truth.read(cloud.truth(ACCOUNT));

        assertThat(truth.doubled()).containsExactly(Map.entry("op-1", 2));
        assertThat(truth.servers("op-1")).hasSize(1);
        assertThat(truth.most("op-3")).isEqualTo(1);
        assertThat(truth.requested("op-1")).isEqualTo(2);
    }

    @Test
    void one_after_the_other_is_no_double() {
        var byName = Map.of("idempotency", "UNIQUE_NAME", "stopTime", "PT0S");
        var first = session(byName).create(server("op-1")).shown().id();
        session(byName).delete(first, "op-2");
        session(byName).create(server("op-1"));

        assertThat(Truth.read(cloud.truth(ACCOUNT)).doubled()).isEmpty();
        assertThat(Truth.read(cloud.truth(ACCOUNT)).everCreated()).hasSize(2);
    }
}
