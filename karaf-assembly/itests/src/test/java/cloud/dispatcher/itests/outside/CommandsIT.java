package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command that we have, in every way to show it: with the dispatcher running, and with it stopped. */
class CommandsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 80;

    /** One line of each command that shows something and returns by itself, in an order that works while the dispatcher runs; a new command gets a line here. */
    private static final List<String> LINES = List.of(
            "dispatcher:config",
            "dispatcher:config pinger.everySeconds",
            "pinger:stop",
            "pinger:start",
            "pinger:status",
            "executor:list",
            "executor:show simulator",
            "account:create --setting port=PORT other simulator",
            "account:update --setting bootTime=PT0.3S other",
            "account:list",
            "account:show other",
            "account:catalog cloud",
            "account:delete --dry-run other",
            "account:delete --force other",
            "server:launch --dry-run --account cloud --size small --image debian-12 second",
            "server:launch second --size small --image debian-12 --account cloud --label tier=web --watch",
            "server:list",
            "server:show lasting",
            "server:pause --watch lasting",
            "server:resume --watch lasting",
            "server:reboot --watch lasting",
            "server:stop lasting --watch",
            "server:start --label tier=none --account cloud --watch",
            "pinger:list",
            "pinger:show lasting",
            "pinger:watch lasting",
            "pinger:probe --count 1 lasting",
            "server:terminate --dry-run second",
            "server:terminate --force --watch second",
            "operation:list",
            "operation:show OPERATION",
            "operation:watch OPERATION",
            "operation:tail OPERATION",
            "operation:cancel --force OPERATION",
            "event:list",
            "outage:list",
            "log:trace --account cloud --for 1m",
            "log:trace",
            "log:trace --off");

    /** Commands of Karaf's in scopes of its own to which we add some. */
    private static final Map<String, Set<String>> KARAFS_OWN =
            Map.of("log", Set.of("display", "exception-display", "get", "tail"));

    /** These begin and end what the others need. */
    private static final List<String> SWITCHES =
            List.of("dispatcher:start", "dispatcher:status", "dispatcher:restart", "dispatcher:stop");

    /** It ends with the dispatcher. */
    private static final String EVENTS = "event:watch";

    /** What asks, and so works while the dispatcher is stopped; a catalog is asked of the cloud. */
    private static final Set<String> ANSWERS = Set.of("config", "list", "show", "status", "watch", "tail");

    /** Everybody may be well. */
    private static final String MAY_BE_EMPTY = "outage:list";

    /** As JSON a document for each event. */
    private static final Set<String> STREAMS = Set.of("operation:tail", EVENTS);

    private static Distribution distribution;
    private static String operation;

    /** The ways to show something. */
    enum As {
        TABLE_ON_A_TERMINAL(""),
        TABLE_IN_A_PIPE(""),
        VALUES("--no-format"),
        JSON("--format json");

        private final String option;

        As(String option) {
            this.option = option;
        }

        String line(String line) {
            return option.isEmpty() ? line : line.replaceFirst("(\\S+)", "$1 " + option);
        }
    }

    /** How a command ended, and what it said on each channel. */
    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void startWithOneServer() throws IOException {
        distribution = Distribution.unpack("CommandsIT");
        var api = distribution.start();
        api.account("cloud", "simulator", Map.of("bootTime", "PT0.2S", "port", distribution.simulatedPort()));
        operation = distribution.must(
                        "server:launch --no-format --account cloud --size small --image debian-12 --label tier=none"
                                + " lasting")
                .split("\t")[0];
        distribution.must("operation:watch", operation);
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    @AfterEach
    void nothing_of_it_was_our_mistake() throws IOException {
        assertThat(Files.readAllLines(distribution.home().resolve("data/log/dispatcher.log")))
                .noneMatch(line -> line.contains(" ERROR "))
                .noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void each_has_a_line_here() {
        var here = Stream.of(LINES, SWITCHES, List.of(EVENTS))
                .flatMap(List::stream)
                .map(CommandsIT::command)
                .collect(Collectors.toCollection(TreeSet::new));
        var there = new TreeSet<String>();
        commands().forEach((scope, names) -> names.forEach(name -> there.add(scope + ":" + name)));
        assertThat(here).isEqualTo(there);
    }

    @Test
    void the_scripts_help_names_each_before_the_container_is_asked() {
        var help = distribution.must("help");
        commands()
                .forEach((scope, names) ->
                        names.forEach(name -> assertThat(help.split("[\\s,]+")).contains(scope + ":" + name)));
        assertThat(distribution.must("help", "server:launch")).contains("--image");
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
            lines.keySet().removeAll(KARAFS_OWN.getOrDefault(scope.getKey(), Set.of()));
            assertThat(scope.getValue()).as("%s", file).containsAll(lines.stringPropertyNames());
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_works_while_the_dispatcher_runs(As as) throws Exception {
        distribution.must("start");
        for (var line : LINES) {
            var ended = run(line, as);
            assertThat(ended.code()).as("%s: %s", line, ended).isZero();
            assertShown(line, as, ended);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_answers_or_refuses_in_one_sentence_while_the_dispatcher_is_stopped(As as) throws Exception {
        distribution.must("stop");
        for (var line : LINES) {
            var ended = run(line, as);
            if (ANSWERS.contains(command(line).split(":")[1]) && !line.contains("other")) {
                assertThat(ended.code()).as("%s: %s", line, ended).isZero();
            }
            if (ended.code() == 0) {
                assertShown(line, as, ended);
            } else {
                assertThat(ended.code()).as(line).isEqualTo(1);
                assertThat(ended.out()).as(line).isEmpty();
                assertThat(ended.err().lines()).as(line).hasSize(1);
            }
            assertThat(ended.out() + ended.err()).as(line).doesNotContain("Exception", "null");
        }
    }

    @Test
    void the_events_are_shown_until_the_dispatcher_stops() throws Exception {
        distribution.must("start");
        var watches = new TreeMap<As, CompletableFuture<Ended>>();
        for (var as : As.values()) {
            watches.put(as, CompletableFuture.supplyAsync(() -> run(EVENTS, as)));
        }
        run("server:reboot --watch lasting", As.TABLE_IN_A_PIPE);
        run("dispatcher:stop", As.TABLE_IN_A_PIPE);
        for (var watch : watches.entrySet()) {
            var ended = watch.getValue().get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.code()).isZero();
            assertShown(EVENTS, watch.getKey(), ended);
        }
    }

    @Test
    void the_dispatcher_is_switched_by_commands() throws Exception {
        for (var line : SWITCHES) {
            var ended = run(line, As.TABLE_ON_A_TERMINAL);
            assertThat(ended.code()).as("%s: %s", line, ended).isZero();
        }
        assertThat(run("dispatcher:status", As.TABLE_IN_A_PIPE).code()).isEqualTo(3);
        assertThat(run("pinger:status", As.TABLE_IN_A_PIPE).out()).startsWith("running");
    }

    @Test
    void every_command_has_an_example_in_its_help() {
        var names = new ArrayList<String>();
        commands().forEach((scope, all) -> all.forEach(name -> names.add(scope + ":" + name)));
        var help =
                run(names.stream().map(name -> name + " --help").collect(Collectors.joining("; ")), As.TABLE_IN_A_PIPE);
        assertThat(names).allSatisfy(name -> assertThat(help.out()).contains("Example: " + name));
    }

    @Test
    void options_stand_in_any_place_and_two_hyphens_end_them() {
        distribution.must("start");
        assertThat(run("server:show lasting --no-format", As.TABLE_IN_A_PIPE))
                .isEqualTo(run("server:show --no-format lasting", As.TABLE_IN_A_PIPE));
        assertThat(run("launch x --nosuch", As.TABLE_IN_A_PIPE).err()).startsWith("Undefined option: --nosuch");
        assertThat(run("server:show -- --no-format", As.TABLE_IN_A_PIPE).err())
                .isEqualTo("There is no server called --no-format; server:list shows those there are.\n");
        assertThat(run("list --state running", As.TABLE_IN_A_PIPE).code()).isZero();
    }

    @Test
    void a_slip_is_answered_with_what_was_meant() {
        var ended = run("srver:list", As.TABLE_IN_A_PIPE);
        assertThat(ended.err()).isEqualTo("There is no command srver:list. Did you mean server:list?\n");
        assertThat(ended.code()).isEqualTo(127);
    }

    @Test
    void what_can_be_done_is_done_and_the_exit_code_tells_of_the_rest() {
        distribution.must("start");
        distribution.must("server:launch --watch --account cloud --size small --image debian-12 --count 2 many");
        var stopped = run("server:stop 'many-*' nosuch --watch", As.TABLE_IN_A_PIPE);
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.err()).startsWith("2 accepted, 1 refused:").contains("no server called nosuch");
        var unasked = run("server:terminate 'many-*'", As.TABLE_ON_A_TERMINAL);
        assertThat(unasked.code()).isEqualTo(1);
        assertThat(unasked.err()).contains("repeat the command with --force");
        assertThat(run("server:list --name many --no-format", As.TABLE_IN_A_PIPE)
                        .out()
                        .lines())
                .hasSize(2);
        assertThat(run("server:terminate 'many-*' --force --watch", As.TABLE_IN_A_PIPE)
                        .code())
                .isZero();
        assertThat(run("server:terminate 'many-*' --force", As.TABLE_IN_A_PIPE).code())
                .isEqualTo(1);
    }

    @Test
    void json_is_that_of_rest() throws Exception {
        distribution.must("start");
        var api = distribution.api();
        var server = json(run("server:show lasting", As.JSON)).get(0);
        var same = api.get("/api/v1/servers/" + server.get("id").asText()).good();
        assertThat(server.get("accountName").asText()).isEqualTo("cloud");
        assertThat(names(withoutNames(server))).isEqualTo(names(same));
        var shown = json(run("operation:show OPERATION", As.JSON)).get(0);
        assertThat(shown.get("serverName").asText()).isEqualTo("lasting");
        assertThat(withoutNames(shown))
                .isEqualTo(api.get("/api/v1/operations/" + operation).good());
        assertThat(json(run("executor:list", As.JSON)).get(0).get("items"))
                .isEqualTo(api.get("/api/v1/executors").good().get("items"));
        assertThat(names(json(run("dispatcher:status", As.JSON)).get(0)))
                .isEqualTo(names(api.get("/api/v1/status").good()));
        assertThat(json(run("account:list", As.JSON)).get(0).get("items"))
                .isEqualTo(api.get("/api/v1/accounts").good().get("items"));
    }

    /** What the shell has beside the ids, for people. */
    private static JsonNode withoutNames(JsonNode json) {
        return ((ObjectNode) json).without(List.of("accountName", "serverName"));
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void assertShown(String line, As as, Ended ended) throws IOException {
        assertThat(ended.err()).as(line).isEmpty();
        switch (as) {
            case TABLE_ON_A_TERMINAL ->
                assertThat(ended.out().lines().filter(CommandsIT::isDrawn))
                        .as(line)
                        .allSatisfy(each -> assertThat(each.replaceAll("\u001b\\[[0-9]*[A-Z]", ""))
                                .hasSizeLessThanOrEqualTo(WIDTH));
            case TABLE_IN_A_PIPE -> assertThat(ended.out()).as(line).doesNotContain("…", "\u001b");
            case VALUES ->
                assertThat(ended.out().lines())
                        .as(line)
                        .matches(all -> !all.isEmpty() || command(line).equals(MAY_BE_EMPTY))
                        .noneMatch(CommandsIT::isDrawn)
                        .allMatch(each -> each.contains("\t"));
            case JSON ->
                assertThat(json(ended))
                        .as(line)
                        .hasSizeBetween(1, STREAMS.contains(command(line)) ? Integer.MAX_VALUE : 1);
        }
    }

    private static boolean isDrawn(String line) {
        return line.matches(".*[│┼█░].*");
    }

    /** Every document. */
    private static List<JsonNode> json(Ended ended) throws IOException {
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(ended.out())) {
            return values.readAll();
        }
    }

    private static String command(String line) {
        return line.split(" ")[0];
    }

    /** By the client that {@code bin/dispatcher} starts, which is told the width of the terminal. */
    private static Ended run(String line, As as) {
        var home = distribution.home();
        try (var jars = Files.walk(home.resolve("system/cloud/dispatcher/dispatcher-control"))) {
            var jar = jars.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            var whole = as.line(line).replace("OPERATION", operation).replace("PORT", distribution.simulatedPort());
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:TieredStopAtLevel=1", "-cp"));
            command.addAll(
                    List.of(jar.toString(), "cloud.dispatcher.control.remote.Client", "data/run/control.sock", whole));
            var out = Files.createTempFile("out", ".txt");
            var err = Files.createTempFile("err", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("COLUMNS", as == As.TABLE_ON_A_TERMINAL ? Integer.toString(WIDTH) : "");
            var process = builder.start();
            process.getOutputStream().close();
            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends", line)
                    .isTrue();
            var ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(line, e);
        }
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
