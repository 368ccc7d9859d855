package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every command that we have, in its order: with the dispatcher running, and with it stopped. */
class CommandsIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** One line of each command that returns by itself; a new command gets a line here. */
    private static final List<String> LINES = List.of(
            "dispatcher:start",
            "dispatcher:status",
            "pinger:stop",
            "pinger:start",
            "pinger:status",
            "executor:list",
            "executor:show simulator",
            "account:list",
            "account:show cloud",
            "account:catalog cloud",
            "account:create other simulator",
            "account:delete --force other",
            "server:list",
            "server:show first",
            "server:pause first",
            "server:resume first",
            "server:reboot first",
            "server:stop first",
            "server:start first",
            "server:launch --account cloud --size small --image debian-12 second",
            "operation:list",
            "operation:show nothing-of-this-id",
            "operation:cancel nothing-of-this-id",
            "event:list",
            "server:terminate --force first",
            "operation:watch",
            "dispatcher:restart",
            "dispatcher:stop");

    /** It ends with the dispatcher; begun while that is stopped, it shows what the pinger sees until Ctrl-C. */
    private static final String EVENTS = "event:watch";

    private static Distribution distribution;

    @BeforeAll
    static void startWithOneServer() throws IOException {
        distribution = Distribution.unpack("CommandsIT");
        var api = distribution.start();
        api.account("cloud", "simulator", Map.of("bootTime", "PT0.2S", "port", distribution.simulatedPort()));
        distribution.must(
                "server:launch", "--account", "cloud", "--size", "small", "--image", "debian-12", "--watch", "first");
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    @Test
    void each_has_a_line_here() {
        var here = LINES.stream().map(line -> line.split(" ")[0]).collect(Collectors.toCollection(TreeSet::new));
        here.add(EVENTS);
        var there = new TreeSet<String>();
        commands().forEach((scope, names) -> names.forEach(name -> there.add(scope + ":" + name)));
        assertThat(here).isEqualTo(there);
    }

    @Test
    void who_may_run_them_is_said_of_every_scope_and_of_no_command_that_is_not_there() throws IOException {
        var scopes = commands();
        assertThat(scopes).isNotEmpty();
        for (var scope : scopes.entrySet()) {
            var file = distribution.home().resolve("etc/org.apache.karaf.command.acl." + scope.getKey() + ".cfg");
            var lines = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            }
            assertThat(lines.stringPropertyNames()).as("%s", file).contains("*");
            lines.remove("*");
            lines.keySet().removeIf(key -> key.toString().contains(".")); // of Karaf's own
            assertThat(scope.getValue()).as("%s", file).containsAll(lines.stringPropertyNames());
        }
    }

    @Test
    void none_fails_with_a_stack_trace_whether_the_dispatcher_runs_or_not() throws Exception {
        distribution.must("start");
        var events = CompletableFuture.supplyAsync(() -> distribution.run(EVENTS));
        LINES.forEach(CommandsIT::run);
        assertTold(EVENTS, events.get(SOON.toSeconds(), TimeUnit.SECONDS));
        assertThat(distribution.run("status").code()).isEqualTo(3);

        for (var line : LINES) {
            run(line);
            distribution.must("dispatcher:stop");
        }
        assertThat(Files.readAllLines(distribution.home().resolve("data/log/dispatcher.log")))
                .noneMatch(line -> line.contains(" ERROR "))
                .noneMatch(line -> line.startsWith("\tat "));
    }

    private static void run(String line) {
        assertTold(line, distribution.run(line.split(" ")));
    }

    private static void assertTold(String line, Distribution.Said said) {
        assertThat(said.code()).as("%s: %s", line, said.text()).isIn(0, 1, 3);
        assertThat(said.text()).as(line).doesNotContain("\tat ", "Exception", "null");
    }

    /** The names of the commands by their scopes. */
    private static Map<String, Set<String>> commands() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPaths(
                        Path.of(System.getProperty("dispatcher.root"), "bundles/dispatcher-control/target/classes"),
                        Path.of(System.getProperty("dispatcher.root"), "bundles/dispatcher-shell/target/classes"));
        var commands = new TreeMap<String, Set<String>>();
        for (JavaClass type : classes) {
            type.tryGetAnnotationOfType("org.apache.karaf.shell.api.action.Command")
                    .ifPresent(command -> commands.computeIfAbsent(
                                    command.get("scope").orElseThrow().toString(), scope -> new TreeSet<>())
                            .add(command.get("name").orElseThrow().toString()));
        }
        return commands;
    }
}
