package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What an operator relies on in {@code bin/dispatcher}: one container, from its first start to its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScriptIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String STARTED = "Starting pinger.\nStarting Dispatcher.\n";
    private static final String SECRET = "SECRET_OF_THE_PERSON_WHO_STARTS";

    private static Distribution distribution;
    private static String server;

    @BeforeAll
    static void startForTheFirstTime() throws IOException {
        distribution = Distribution.unpack("ScriptIT").with(Map.of("LC_ALL", "C", SECRET, "s3cr3t"));
        assertThat(distribution.run("status").code()).isEqualTo(3);
        assertThat(distribution.run("server:list").code())
                .as("program is not running")
                .isEqualTo(7);
        assertThat(distribution.must("start")).isEqualTo(STARTED + howToGetIn());
        distribution
                .api()
                .account("cloud", "simulator", Map.of("bootTime", "PT0.2S", "port", distribution.simulatedPort()));
        distribution.must(
                "server:launch", "--account", "cloud", "--size", "small", "--image", "debian-12", "--watch", "web");
        server = shown("id", distribution.must("server:show", "--no-format", "web"));
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    @Test
    @Order(1)
    void twice_is_harmless_and_nothing_is_announced_that_is_not_done() {
        assertThat(distribution.must("start")).isEqualTo("Dispatcher is running already.\n" + howToGetIn());

        distribution.must("pinger:stop");
        assertThat(distribution.must("start"))
                .isEqualTo("Starting pinger.\nDispatcher is running already.\n" + howToGetIn());

        assertThat(distribution.must("stop")).isEqualTo("Stopping Dispatcher.\ndispatcher-pinger goes on\n");
        assertThat(distribution.must("stop")).isEqualTo("Dispatcher is stopped already.\ndispatcher-pinger goes on\n");

        assertThat(distribution.must("start"))
                .isEqualTo("Starting pinger. It is running already.\nStarting Dispatcher.\n" + howToGetIn());
        assertThat(distribution.must("restart"))
                .isEqualTo("Stopping Dispatcher.\ndispatcher-pinger goes on\n"
                        + "Starting pinger. It is running already.\nStarting Dispatcher.\n" + howToGetIn());
    }

    @Test
    @Order(2)
    void text_is_utf_8_whatever_the_locale_and_other_bytes_are_refused() throws IOException {
        distribution.must("start");
        assertThat(sh("bin/dispatcher account:create \"$(printf 'gr\\303\\274n')\" simulator"))
                .matches(said -> said.code() == 0)
                .matches(said -> said.text().startsWith("Created the account grün"));
        assertThat(distribution.must("account:list", "--no-format")).contains("grün\tsimulator");
        assertThat(distribution.log("grün")).isNotEmpty();
        assertThat(sh("bin/dispatcher account:create \"$(printf 'gr\\374n')\" simulator"))
                .isEqualTo(new Distribution.Said(2, "What was typed is not UTF-8: nothing was done.\n"));
        assertThat(sh("printf '#!/bin/sh' >\"$(printf 'sch\\303\\266n')\"; bin/dispatcher server:launch --dry-run"
                                + " --account cloud --size small --image debian-12 --user-data \"$(printf 'sch\\303\\266n')\" other")
                        .text())
                .contains("Would launch other.");
    }

    @Test
    @Order(2)
    void the_container_has_nothing_of_the_environment_of_the_person_who_starts_it() throws IOException {
        var container = distribution.process().orElseThrow().pid();
        assertThat(Files.readString(Path.of("/proc", Long.toString(container), "environ")))
                .contains("JAVA_HOME=")
                .doesNotContain(SECRET);
    }

    @Test
    @Order(2)
    void the_script_tells_its_version_and_what_it_can() {
        assertThat(distribution.must("version")).matches("Dispatcher \\d\\S+ on Apache Karaf \\d\\S+\n");
        assertThat(distribution.must("help")).isEqualTo(distribution.must("--help"));
    }

    @Test
    @Order(2)
    void status_tells_all_there_is_and_what_only_waits_for_the_start() {
        assertThat(distribution.must("status"))
                .contains("running: answers on *:" + distribution.port())
                .contains("executors   libvirt active, simulator active\n")
                .contains("queue       0 due, 0 running\n")
                .contains("outages     none open\n");
        distribution.must("stop");
        var stopped = distribution.run("status");
        assertThat(stopped.code()).isEqualTo(3);
        assertThat(stopped.text())
                .contains("dispatcher  stopped; start it with bin/dispatcher start\n")
                .contains("executors   libvirt waits for the start, simulator waits for the start\n");
    }

    @Test
    @Order(3)
    void a_start_that_cannot_be_says_why_and_where_more_is_and_works_by_itself_when_it_can() throws IOException {
        distribution.must("stop");
        try (var taken = new ServerSocket(distribution.port())) {
            var said = distribution.run("start");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.text())
                    .contains("port " + taken.getLocalPort())
                    .contains(distribution
                            .home()
                            .resolve("data/log/dispatcher.log")
                            .toString());
            var status = distribution.run("status");
            assertThat(status.code()).isEqualTo(3);
            assertThat(status.text())
                    .contains("not running: port " + taken.getLocalPort() + " is taken")
                    .contains("tried again every 5 s");
            assertThat(distribution.run("status", "--format", "json").text())
                    .contains("\"dispatcherSays\"", "is taken");
        }
        Eventually.until("it runs", SOON, () -> distribution.run("status").code() == 0);
        assertThat(distribution.log("The dispatcher cannot run: port")).hasSize(1);
    }

    @Test
    @Order(4)
    void it_listens_on_its_port_and_on_nothing_else_that_others_could_reach() throws IOException {
        distribution.must("start");
        assertThat(Sockets.listening(distribution.process().orElseThrow()))
                .contains("*:" + distribution.port(), "127.0.0.1:" + distribution.sshPort())
                .allMatch(address -> address.equals("*:" + distribution.port())
                        || address.equals("127.0.0.1:" + distribution.sshPort())
                        || address.startsWith("127.") && address.endsWith(":" + distribution.simulatedPort()));
    }

    @Test
    @Order(5)
    void the_console_lets_the_containers_user_in_without_a_password() {
        assumeSsh();
        assertThat(distribution.must("console", "dispatcher:status")).contains("running: answers on");
        assertThat(distribution.run("console", "dispatcher:bogus").code()).isNotZero();
    }

    @Test
    @Order(6)
    void a_viewer_may_look_and_change_nothing() throws Exception {
        assumeSsh();
        distribution.must("start");
        var viewer = SshUser.make(distribution, "viewer", "viewer");

        assertThat(viewer.run("server:list")).contains("web");
        assertThat(viewer.run("dispatcher:status")).contains("running: answers on");
        assertThat(new SshUser(distribution, "stranger", viewer.key()).run("server:list"))
                .contains("Permission denied");
        var audit = distribution.home().resolve("data/log/audit.log");
        Eventually.until(
                "the audit has both",
                SOON,
                () -> Files.readString(audit)
                        .matches("(?s).*from=ssh:127\\.0\\.0\\.1 actor=viewer action=login accepted\n"
                                + ".*from=ssh:127\\.0\\.0\\.1 actor=- action=login on=\"stranger\" refused: .*"));
        for (var change : List.of(
                "dispatcher:stop",
                "dispatcher:restart",
                "pinger:stop",
                "server:stop web",
                "server:terminate --force web",
                "server:launch --account cloud --size small --image debian-12 other",
                "account:create other simulator",
                "account:delete --force cloud",
                "bundle:stop dispatcher-pinger",
                "scr:disable cloud.dispatcher.http.Port",
                "config:delete cloud.dispatcher.http",
                "config:install file:///dev/null sneaked.cfg",
                "log:set DEBUG",
                "ssh:sshd",
                "system:shutdown --force",
                "exec true",
                "cat var/admin.token",
                "grep . var/admin.token",
                "grep . 0<var/admin.token",
                "echo sneaked > var/admin.token",
                "echo sneaked >> etc/keys.properties",
                "$.context getBundle 0")) {
            assertThat(viewer.run(change))
                    .as(change)
                    .containsPattern("Command not found: |Insufficient credentials|Without the role admin");
        }
        assertThat(viewer.run("server:list | grep web")).contains("web");
        assertThat(distribution.must("status")).contains("running: answers on", "pinger      running");
        assertThat(distribution.must("server:list")).contains("web").doesNotContain("other");
    }

    @Test
    @Order(6)
    void a_manager_launches_but_hands_out_no_file_of_the_container() throws Exception {
        assumeSsh();
        distribution.must("start");
        var manager = SshUser.make(distribution, "manager", "manager");
        var launch = "server:launch --dry-run --account cloud --size small --image debian-12 %s other";
        assertThat(manager.run(launch.formatted("--label tier=web"))).contains("Would launch other.");
        assertThat(manager.run(launch.formatted("--user-data -"))).contains("Would launch other.");
        for (var file : List.of(
                "--user-data var/admin.token",
                "--user-data=var/admin.token",
                "--label \"tier=a\nb\" --user-data var/admin.token")) {
            assertThat(manager.run(launch.formatted(file))).as(file).contains("Insufficient credentials");
        }
    }

    @Test
    @Order(6)
    void a_stuck_container_is_told_from_one_that_runs_and_its_log_is_shown() {
        distribution.must("start");
        var container = Long.toString(distribution.process().orElseThrow().pid());
        program("kill", "-STOP", container);
        try {
            var status = distribution.run("status");
            assertThat(status.code()).isEqualTo(4);
            assertThat(status.text()).contains("process " + container + " does not answer");
            assertThat(distribution.must("tail", "--no-follow", "--server", server))
                    .contains("The container does not answer: its log goes on by ids alone.\n")
                    .contains("server=" + server);
        } finally {
            program("kill", "-CONT", container);
        }
        Eventually.until("it answers", SOON, () -> distribution.run("status").code() == 0);
    }

    @Test
    @Order(7)
    void tail_shows_the_story_of_one_thing_also_when_the_container_is_gone() {
        var running = distribution.must("tail", "--no-follow", "--server", "web", "--level", "INFO");
        assertThat(running.lines()).isNotEmpty().allMatch(line -> line.contains("server=" + server));
        assertThat(distribution.run("tail", "--no-follow", "--server", "nobody"))
                .isEqualTo(distribution.run("server:show", "nobody"));

        distribution.must("shutdown");
        assertThat(distribution.process()).isEmpty();
        var gone = distribution.must("tail", "--no-follow", "--server", server);
        assertThat(gone).contains(running);
        assertThat(distribution.run("tail", "--no-follow", "--server", "web").code())
                .isEqualTo(1);
        assertThat(distribution.run("tail", "--level", "LOUD").code()).isEqualTo(2);
    }

    @Test
    @Order(8)
    void run_stays_in_the_foreground_and_ends_with_sigterm() throws Exception {
        assertThat(distribution.must("shutdown")).isEqualTo("The container is not running.\n");
        assertThat(distribution.run("status").code()).isEqualTo(3);
        assertThat(distribution.must("stop")).contains("not running");

        var container = distribution.boot();
        Eventually.until("it runs", SOON, () -> distribution.run("status").code() == 0);
        assertThat(distribution.process().orElseThrow().pid())
                .as("no shell in between")
                .isEqualTo(container.pid());
        container.destroy();
        assertThat(container.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(container.exitValue()).isZero();
        assertThat(distribution.answers()).isFalse();
    }

    private static String howToGetIn() {
        return "page:  http://localhost:" + distribution.port() + "/\ntoken: cat "
                + distribution.home().resolve("var/admin.token") + "\n";
    }

    /** A line for a shell, which makes bytes that Java would not; in the locale of a machine that was set up in a hurry. */
    private static Distribution.Said sh(String line) {
        return Distribution.execute(distribution.home(), List.of("sh", "-c", "export LC_ALL=C; " + line));
    }

    private static void assumeSsh() {
        assumeTrue(Programs.has("ssh", "what ScriptIT does by ssh (Debian: openssh-client)"), "no ssh");
    }

    private static String program(String... command) {
        return Distribution.execute(distribution.home(), List.of(command)).text();
    }

    private static String shown(String key, String sheet) {
        return sheet.lines()
                .filter(line -> line.startsWith(key + "\t"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
