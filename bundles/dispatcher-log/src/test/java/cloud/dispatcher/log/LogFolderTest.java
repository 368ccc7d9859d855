package cloud.dispatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final LogFiles LOGS = new LogFiles(List.of(Pattern.compile("dispatcher\\.log(\\.\\d)?")), 600);

    /** Of which the log's own files may have 600. */
    private static final LogFolder.Limits LIMITS = new LogFolder.Limits(1_000, 3);

    @TempDir
    Path above;

    private Path base;
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        base = above.resolve("base");
        folder = Files.createDirectories(base.resolve("data/log"));
    }

    @Test
    void the_newest_stay_that_have_room() throws IOException {
        file("hs_err_pid1.log", 200, Duration.ofDays(4));
        file("hs_err_pid2.log", 200, Duration.ofDays(3));
        file("hs_err_pid3.log", 200, Duration.ofDays(2));
        file("dispatcher.log", 10, Duration.ZERO);
        assertThat(tidy()).containsExactly("Removed " + folder.resolve("hs_err_pid1.log") + " (200 bytes)");
        assertThat(names()).containsExactly("dispatcher.log", "hs_err_pid2.log", "hs_err_pid3.log");
    }

    @Test
    void one_that_is_too_large_takes_no_room_from_older_ones() throws IOException {
        file("small", 100, Duration.ofDays(2));
        file("large", 401, Duration.ofDays(1));
        tidy();
        assertThat(names()).containsExactly("small");
    }

    @Test
    void only_so_many_stay_however_small_they_are() throws IOException {
        for (int i = 1; i <= 9; i++) {
            file("replay_pid" + i + ".log", 1, Duration.ofDays(i));
        }
        tidy();
        assertThat(names()).containsExactly("replay_pid1.log", "replay_pid2.log", "replay_pid3.log");
    }

    @Test
    void more_than_may_stay_of_which_all_were_just_written_wait_whole_and_then_the_oldest_go() throws IOException {
        for (int i = 1; i <= 9; i++) {
            file("replay_pid" + i + ".log", 1, Duration.ofSeconds(i));
        }
        assertThat(tidy()).isEmpty();
        assertThat(names())
                .hasSize(9)
                .allMatch(name -> folder.resolve(name).toFile().length() == 1);

        new LogFolder(folder, base, LOGS, LIMITS).tidy(NOW.plus(Duration.ofMinutes(1)));

        assertThat(names()).containsExactly("replay_pid1.log", "replay_pid2.log", "replay_pid3.log");
    }

    @Test
    void what_log4j_and_the_script_write_stays_whatever_its_size() throws IOException {
        for (var name : List.of("dispatcher.log", "dispatcher.log.1", "boot.log", "boot.log.1")) {
            file(name, 5_000, Duration.ofDays(1));
        }
        file("gc.log", 1, Duration.ofDays(1));
        tidy();
        assertThat(names()).containsExactly("boot.log", "boot.log.1", "dispatcher.log", "dispatcher.log.1");
    }

    @Test
    void larger_ones_of_log4j_from_earlier_take_the_room_of_others() throws IOException {
        file("dispatcher.log.9", 900, Duration.ofDays(9));
        file("large", 101, Duration.ofDays(1));
        file("small", 100, Duration.ofDays(2));
        tidy();
        assertThat(names()).containsExactly("dispatcher.log.9", "small");
    }

    @Test
    void where_sizes_are_larger_than_the_cap_a_crash_file_stays_while_there_is_room() throws IOException {
        var endless = new LogFiles(LOGS.names(), LogFiles.UNBOUNDED);
        file("dispatcher.log", 700, Duration.ZERO);
        file("hs_err_pid1.log", 300, Duration.ofDays(1));
        file("hs_err_pid2.log", 1, Duration.ofDays(2));
        new LogFolder(folder, base, endless, LIMITS).tidy(NOW);
        assertThat(names()).containsExactly("dispatcher.log", "hs_err_pid1.log");
    }

    @Test
    void what_is_in_a_folder_below_counts_and_is_not_taken_for_log4js() throws IOException {
        Files.createDirectory(folder.resolve("below"));
        file("below/dispatcher.log", 401, Duration.ofDays(1));
        tidy();
        assertThat(folder.resolve("below")).isEmptyDirectory();
    }

    @Test
    void a_file_that_is_being_written_is_emptied_and_may_go_on() throws IOException {
        var file = file("gc.log", 400, Duration.ZERO);
        try (var writer = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            writer.write(1);
            Files.setLastModifiedTime(file, FileTime.from(NOW));
            assertThat(tidy()).containsExactly("Emptied " + file + " (401 bytes)");
            writer.write(2);
            assertThat(file).hasBinaryContent(new byte[] {2});
            assertThat(tidy()).isEmpty();
        }
    }

    @Test
    void a_file_with_a_name_elsewhere_loses_the_one_here_and_nothing_else() throws IOException {
        var file = file("both", 401, Duration.ZERO);
        var elsewhere = Files.createLink(above.resolve("elsewhere"), file);
        tidy();
        assertThat(names()).isEmpty();
        assertThat(elsewhere).hasSize(401);
    }

    @Test
    void a_symbolic_link_leads_nowhere() throws IOException {
        var outside = Files.createDirectory(above.resolve("outside"));
        var file = file("../outside/file", 5_000, Duration.ofDays(1));
        Files.createSymbolicLink(folder.resolve("file"), file);
        Files.createSymbolicLink(folder.resolve("folder"), outside);
        assertThat(tidy()).isEmpty();
        assertThat(file).hasSize(5_000);
    }

    @Test
    void the_folder_itself_may_be_a_link() throws IOException {
        file("large", 401, Duration.ofDays(1));
        var link = Files.createSymbolicLink(above.resolve("link"), folder);
        new LogFolder(link, base, LOGS, LIMITS).tidy(NOW);
        assertThat(names()).isEmpty();
    }

    @Test
    void outside_of_the_container_only_what_it_and_its_jvm_leave_counts_and_goes() throws IOException {
        var elsewhere = Files.createDirectories(above.resolve("var/log"));
        Files.delete(folder);
        Files.createSymbolicLink(folder, elsewhere);
        Files.createDirectory(elsewhere.resolve("below"));
        for (var name :
                List.of("mail.log", "below/hs_err_pid1.log", "hs_err_pid1.log", "replay_pid1.log", "karaf.log")) {
            file(name, 401, Duration.ofDays(1));
        }
        file("boot.log.2", 400, Duration.ZERO);
        assertThat(tidy()).hasSize(3);
        assertThat(names()).containsExactly("below", "boot.log.2", "mail.log");
        assertThat(elsewhere.resolve("below")).isNotEmptyDirectory();
    }

    @Test
    void the_container_s_own_is_closed_to_others_and_what_a_link_leads_to_stays_as_it_is() throws IOException {
        var elsewhere = Files.createDirectories(above.resolve("var/log"));
        var inside = Files.createDirectories(base.resolve("data/other"));
        for (var real : List.of(folder, elsewhere, inside, base.resolve("data"))) {
            Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var outward = Files.createSymbolicLink(base.resolve("data/outward"), elsewhere);
        var inward = Files.createSymbolicLink(base.resolve("data/inward"), inside);
        for (var where : List.of(folder, outward, inward, elsewhere, base.resolve("data"))) {
            new LogFolder(where, base, LOGS, LIMITS).keepFromOthers();
        }
        assertThat(rights(folder)).isEqualTo("rwxr-x---");
        assertThat(List.of(elsewhere, inside, base.resolve("data")))
                .allSatisfy(other -> assertThat(rights(other)).isEqualTo("rwxr-xr-x"));
    }

    private static String rights(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    @Test
    void what_lies_where_the_container_keeps_other_things_stays() throws IOException {
        var database = file("../../var/dispatcher.db", 5_000, Duration.ofDays(1));
        for (var where : List.of(base, base.resolve("var"))) {
            assertThat(new LogFolder(where, base, LOGS, LIMITS).tidy(NOW).freed())
                    .isEmpty();
        }
        assertThat(database).hasSize(5_000);
    }

    @Test
    void who_grows_again_and_again_is_emptied_each_time_and_told_of_once_an_hour() throws IOException {
        var log = new LogFolder(folder, base, LOGS, LIMITS);
        for (var minutes : List.of(0, 1, 59)) {
            var now = NOW.plus(Duration.ofMinutes(minutes));
            var file = file("gc.log", 401 + minutes, Duration.ofMinutes(-minutes));
            assertThat(log.tidy(now).freed()).hasSize(minutes == 0 ? 1 : 0);
            assertThat(file).isEmptyFile();
        }
        file("gc.log", 900, Duration.ofHours(-1));
        assertThat(log.tidy(NOW.plus(Duration.ofHours(1))).freed())
                .containsExactly("Emptied " + folder.resolve("gc.log") + " (900 bytes)");
    }

    private List<String> tidy() throws IOException {
        return new LogFolder(folder, base, LOGS, LIMITS).tidy(NOW).freed();
    }

    private Path file(String name, int size, Duration age) throws IOException {
        var file = folder.resolve(name).normalize();
        Files.createDirectories(file.getParent());
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(size);
        }
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
