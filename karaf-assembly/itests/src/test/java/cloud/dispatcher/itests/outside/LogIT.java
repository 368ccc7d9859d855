package cloud.dispatcher.itests.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What an operator reads: the story, the audit, who came by, and for a while all about one server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long MB = 1024 * 1024;

    private static Distribution distribution;
    private static Api api;
    private static String launch;
    private static String server;

    @BeforeAll
    static void launchOneServer() throws IOException {
        distribution = Distribution.unpack("LogIT");
        api = distribution.start();
        api.account("cloud", "simulator", Map.of("bootTime", "PT0.5S", "port", distribution.simulatedPort()));
        launch = api.launch(Api.server("cloud", "web", "small", "debian-12"));
        server = api.over(launch).get("server").asText();
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    @Test
    void a_launch_is_one_line_for_each_change() throws IOException {
        assertThat(distribution.log("operation=" + launch))
                .extracting(line -> line.replaceFirst("^\\S+ \\S+ ", "").replaceFirst(" \\|.*", ""))
                .containsExactly(
                        "INFO  Launch of web was accepted, asked for by admin.",
                        "INFO  Launch of web has begun.",
                        "INFO  Launch of web: booting. Server web is PENDING.",
                        "INFO  Launch of web succeeded. Server web is RUNNING at " + address() + ".");
    }

    @Test
    void the_audit_tells_who_asked_for_what_from_where_and_what_came_of_it() throws IOException {
        api.post("/api/v1/servers?reason=because", Api.server("nowhere", "no", "small", "debian-12"));
        api.post("/api/v1/servers", Map.of("nonsense", 1));
        distribution.must("pinger:stop");
        distribution.must("pinger:start");
        assertThat(lines("audit.log"))
                .anyMatch(line -> line.contains("from=rest:127.0.0.1 actor=admin action=launch on=\"web\" operation="
                                + launch + " server=" + server + " account=")
                        && line.contains(" accepted | request="))
                .anyMatch(
                        line -> line.matches(
                                ".* actor=admin action=launch on=\"no\" refused: There is no account nowhere.* reason: because .*"))
                .anyMatch(line -> line.matches(".* actor=admin action=POST on=\"/api/v1/servers\" refused: .*"))
                .anyMatch(line -> line.matches(".* from=socket actor=\\S+ action=start on=\"dispatcher\" accepted"))
                .anyMatch(line -> line.matches(".* from=socket actor=\\S+ action=stop on=\"pinger\" accepted"));
    }

    @Test
    void each_request_is_a_line_without_its_query() throws IOException {
        api.get("/api/v1/servers?name=hidden");
        Eventually.until(
                "it is written",
                SOON,
                () -> lines("access.log").stream()
                        .anyMatch(line -> line.matches(
                                "\\S+ 127\\.0\\.0\\.1 admin GET /api/v1/servers 200 \\d+ B \\d+ ms [0-9a-f-]{36}")));
        assertThat(lines("access.log")).noneMatch(line -> line.contains("hidden"));
    }

    @Test
    void who_is_traced_is_told_of_in_all_detail_and_it_ends_by_itself() throws IOException {
        var other = api.over(api.launch(Api.server("cloud", "other", "small", "debian-12")))
                .get("server")
                .asText();
        distribution.must("log:trace", "--server", "web", "--for", "20s");
        for (var each : List.of(server, other)) {
            api.over(api.post("/api/v1/servers/" + each + "/reboot", Map.of())
                    .good()
                    .get("id")
                    .asText());
        }
        assertThat(distribution.log("fate: GO_ON | "))
                .isNotEmpty()
                .allMatch(line -> line.contains(" TRACE ") && line.contains(" server=" + server + " "));
        Eventually.until("it is over", SOON, LogIT::isNobodyTraced);
    }

    @Test
    void the_folder_is_closed_to_others_and_what_the_jvm_prints_is_bounded() throws IOException {
        var folder = distribution.home().resolve("data/log");
        assertThat(Files.getPosixFilePermissions(folder)).doesNotContain(OTHERS_READ, OTHERS_EXECUTE);
        print(("x".repeat(99) + "\n").repeat(90_000) + "last words\n");
        Eventually.until(
                "it is written",
                SOON,
                () -> Files.readString(folder.resolve("boot.log")).endsWith("last words\n"));
        assertThat(Files.size(folder.resolve("boot.log")) + Files.size(folder.resolve("boot.log.1")))
                .isLessThanOrEqualTo(4 * MB);
    }

    @Test
    void a_log_that_another_program_rotates_is_written_again_and_followed_by_tail() throws IOException {
        var log = distribution.home().resolve("data/log/dispatcher.log");
        Files.move(log, log.resolveSibling("rotated.log"));
        var renamed = api.launch(Api.server("cloud", "after a rename", "small", "debian-12"));
        api.over(renamed);
        assertThat(distribution.must("tail", "--operation", renamed, "--no-follow"))
                .contains("Launch of after a rename succeeded");
    }

    @Test
    void after_a_crash_nobody_is_traced_and_last_words_are_there_also_when_their_writer_was_killed()
            throws IOException {
        distribution.must("log:trace", "--account", "cloud", "--for", "1h");
        assertThat(isNobodyTraced()).isFalse();
        var folder = distribution.home().resolve("data/log");
        var words = "words before the crash\n";
        var killed = writer().orElseThrow();
        killed.destroyForcibly();
        Eventually.until(
                "there is another",
                SOON,
                () -> writer().filter(other -> !other.equals(killed)).isPresent());
        print(words);
        Eventually.until(
                "it is written",
                SOON,
                () -> Files.readString(folder.resolve("boot.log")).endsWith(words));
        distribution.kill();
        api = distribution.start();
        assertThat(isNobodyTraced()).isTrue();
        assertThat(distribution.must("log:get")).doesNotContain("TRACE");
        assertThat(Files.readString(folder.resolve("boot.log.1"))).contains(words);
        assertThat(Files.readString(folder.resolve("boot.log"))).doesNotContain(words);
    }

    /** The last: while Pax Logging takes a configuration over, lines are lost. */
    @Test
    @Order(Integer.MAX_VALUE)
    void a_level_is_taken_over_without_a_restart() throws IOException {
        assertThat(distribution.log(" TRACE Committed ")).isEmpty();
        distribution.must("log:set", "TRACE", "cloud.dispatcher.store");
        Eventually.until("it is taken over", SOON, () -> {
            api.over(api.post("/api/v1/servers/" + server + "/reboot", Map.of())
                    .good()
                    .get("id")
                    .asText());
            return !distribution.log(" TRACE Committed ").isEmpty();
        });
        assertThat(distribution.home().resolve("etc/org.ops4j.pax.logging.cfg"))
                .content()
                .contains("cloud.dispatcher.store");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void however_often_a_level_is_set_its_file_stays_whole() throws IOException {
        var file = distribution.home().resolve("etc/org.ops4j.pax.logging.cfg");
        var before = Files.readString(file);
        for (int i = 0; i < 15; i++) {
            distribution.must("log:set", "DEBUG");
            assertThat(file).hasContent(before.replace("rootLogger.level = INFO", "rootLogger.level = DEBUG"));
            distribution.must("log:set", "INFO");
            assertThat(file).hasContent(before);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_log_that_leads_nowhere_is_told_of_by_status() throws IOException {
        var file = distribution.home().resolve("etc/org.ops4j.pax.logging.cfg");
        var right = Files.readString(file);
        Files.writeString(file, right.replace("appender.access.type = Rolling", "appender.access.type = Rolled"));
        Eventually.until(
                "it is told",
                SOON,
                () -> distribution
                        .must("status")
                        .contains("log         of cloud.dispatcher, audit nothing is written"));
        Files.writeString(file, right);
        Eventually.until(
                "it is mended", SOON, () -> !distribution.must("status").contains("nothing is written"));
    }

    /** As if the JVM did. */
    private static void print(String text) throws IOException {
        var printed = Path.of("/proc", distribution.process().orElseThrow().pid() + "", "fd/1");
        try (var out = new FileOutputStream(printed.toFile())) {
            out.write(text.getBytes(UTF_8));
        }
    }

    /** What writes boot.log. */
    private static Optional<ProcessHandle> writer() {
        return distribution
                .process()
                .flatMap(ProcessHandle::parent)
                .flatMap(ProcessHandle::parent)
                .flatMap(script -> script.descendants()
                        .filter(each -> each.info().command().orElse("").endsWith("/head"))
                        .findAny());
    }

    private static boolean isNobodyTraced() {
        return distribution.must("log:trace", "--no-format").isBlank();
    }

    private static String address() throws IOException {
        return api.get("/api/v1/servers/" + server).good().at("/addresses/0").asText();
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(distribution.home().resolve("data/log").resolve(file));
    }
}
