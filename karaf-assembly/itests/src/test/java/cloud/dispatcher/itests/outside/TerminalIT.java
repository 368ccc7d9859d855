package cloud.dispatcher.itests.outside;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get from the terminal library, the shell and ssh, each in a terminal of their own. */
class TerminalIT {
    /** A command that is there and not here must be denied; whoever allows another one writes it here. */
    private static final Set<String> VIEWER = words(
            "account:catalog account:list account:show bundle:capabilities bundle:classes bundle:diag bundle:find-class bundle:headers"
                    + " bundle:id bundle:info bundle:list bundle:requirements bundle:status bundle:tree-show dispatcher:config"
                    + " dispatcher:status event:list event:watch executor:list executor:show feature:info feature:list"
                    + " feature:requirement-list feature:status feature:version-list jaas:whoami log:display log:exception-display log:get"
                    + " log:tail operation:list operation:show operation:tail operation:watch outage:list pinger:list pinger:show"
                    + " pinger:status pinger:watch scr:list server:list server:show shell:bg shell:clear shell:date shell:echo shell:fg shell:grep"
                    + " shell:if shell:info shell:jobs shell:less shell:logout shell:sleep system:version"
                    + " *:account *:dispatcher *:event *:executor *:exit *:help *:operation *:outage *:pinger *:server");

    /** Of these scopes a manager has all. */
    private static final Pattern MANAGER = Pattern.compile("(server|operation):.*|pinger:probe");

    private static final String SECRET = "canary-5ecret";

    /** Keys that would end the session or take what follows for text. */
    private static final Set<String> NOT_PRESSED = Set.of("^C", "^D", "^Q", "^V", "^Z", "^[[200~");

    private static Distribution distribution;
    private static SshUser boss;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Programs.has("ssh", "TerminalIT (Debian: openssh-client)"), "no ssh");
        distribution = Distribution.unpack("TerminalIT");
        distribution.start();
        boss = SshUser.make(distribution, "boss", "admin");
        Files.writeString(distribution.home().resolve("canary.txt"), SECRET + "\n");
        Files.writeString(distribution.home().resolve("zanzibar.txt"), SECRET + "\n");
    }

    @AfterAll
    static void end() {
        if (distribution != null) {
            distribution.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "manager"})
    void a_role_has_the_commands_that_are_allowed_by_name(String role) throws Exception {
        var there = words(boss.run("shell:echo $.commands")
                .replaceAll("(?s).*\\[|\\].*|\"", " ")
                .strip());
        assertThat(there).hasSizeGreaterThan(200).containsAll(VIEWER);
        there.removeAll(VIEWER);
        if (role.equals("manager")) {
            there.removeIf(MANAGER.asMatchPredicate());
        }
        try (var terminal = SshUser.make(distribution, "all-" + role, role).open()) {
            var said = terminal.type(there.toArray(new String[0])).toLowerCase(Locale.ROOT);
            for (var command : there) {
                assertThat(said)
                        .containsAnyOf("command not found: " + command + "\r", "there is no command " + command + ".");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "manager"})
    void no_line_key_completion_or_variable_reaches_a_file(String role) throws Exception {
        var before = files();
        var user = SshUser.make(distribution, role, role);
        before.put("etc/keys.properties", files().get("etc/keys.properties"));
        try (var terminal = user.open("-o", "SetEnv=history-file=made.txt NO_GLOB=false PROMPT=set")) {
            terminal.type(lines());
            for (var begun : List.of(
                    "cat ", "less ", "echo ", "server:launch --user-data ", "server:launch -", "dispatcher:config ")) {
                terminal.press(begun + "zan\t\t");
                terminal.press("\u0015" + begun + "\t\t\u0007\u0015");
            }
            for (var keys : keys()) {
                terminal.press("x" + keys + "\u0007\u0015");
            }
            terminal.type("\u0018\u0005cat canary.txt", "\u0015");
            assertThat(terminal.shown())
                    .contains("No such widget `edit-and-execute-command'")
                    .contains(role + "@dispatcher> ")
                    .doesNotContain(SECRET, "zanzibar", "Nano", "karaf.pid");
        }
        for (var line : List.of(
                "cat canary.txt",
                "echo x > made.txt",
                "echo $(cat canary.txt)",
                "$.context bundles",
                "history-file = made.txt")) {
            // Karaf closes the connection behind a command, sometimes before its last words have left: the test is what
            // they reach.
            assertThat(user.run(line)).as(line).doesNotContain(SECRET, "karaf.pid", "Bundle");
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void an_admin_keeps_all_of_the_shell() throws Exception {
        var home = distribution.home();
        try (var terminal = boss.open()) {
            assertThat(terminal.type(
                            "cat canary.txt | grep -c 5ecret", "x = { echo clo'sure' }; x", "echo $karaf.base"))
                    .contains("closure", home.toString());
            assertThat(terminal.type("cat canary.txt", "echo kept > made-by-boss.txt", "history 0"))
                    .contains(SECRET, "cat canary.txt");
            assertThat(home.resolve("made-by-boss.txt")).hasContent("kept");
            Files.delete(home.resolve("made-by-boss.txt"));
            terminal.press("less canary.txt\r");
            terminal.await(SECRET);
            terminal.press("q");
            terminal.press("echo edited\u0018\u0005");
            terminal.await("Nano");
            terminal.press("\u0018");
            terminal.await("edited\r\n");
        }
    }

    @Test
    void ssh_forwards_nothing() throws Exception {
        var api = "127.0.0.1:" + distribution.port();
        assertThat(boss.run("", "-W", api)).contains("prohibited");
        for (var remote : List.of("0:" + api, distribution.home() + "/made.socket:" + api)) {
            assertThat(boss.run("shell:echo through", "-o", "ExitOnForwardFailure=yes", "-R", remote))
                    .contains("forwarding failed")
                    .doesNotContain("through");
        }
        var display = boss.line(List.of("-o", "ForwardX11=yes"), "shell:echo $DISPLAY");
        display.addAll(0, List.of("env", "DISPLAY=127.0.0.1:9"));
        assertThat(Distribution.execute(distribution.home(), display).text()).contains("X11 forwarding request failed");
        var agent = boss.line(List.of("-A"), "shell:echo agent ${SSH_AUTH_SOCK}");
        agent.addAll(0, List.of("ssh-agent"));
        assertThat(Distribution.execute(distribution.home(), agent).text()).contains("agent null");
        var local = Distribution.freePort();
        var forwarded = "timeout 20 " + String.join(" ", boss.line(List.of("-N", "-L", local + ":" + api))) + " & "
                + "while ! (exec 3<>/dev/tcp/127.0.0.1/" + local + ") 2>&-; do kill -0 $! || exit; sleep 0.1; done; "
                + "exec 3<>/dev/tcp/127.0.0.1/" + local
                + "; printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3; timeout 5 cat <&3; kill $!";
        assertThat(Distribution.execute(distribution.home(), List.of("bash", "-c", forwarded))
                        .text())
                .contains("prohibited")
                .doesNotContain("HTTP/1");
    }

    @Test
    void what_is_typed_is_kept_for_each_user_apart_and_without_credentials() throws Exception {
        var typist = SshUser.make(distribution, "typist", "admin");
        try (var terminal = typist.open()) {
            terminal.type(
                    "account:create -c secretKey=typed-hunter2 typed simulator",
                    "server:list --no-format",
                    "account:update typed --setting bootTime=typed-hunter2");
            terminal.press("\u0012secretKey="); // it can be recalled here
            terminal.await("account:create -c secretKey=typed-hunter2");
            terminal.press("\u0007\u0015");
        }
        var history = distribution.home().resolve("var/history/typist.history");
        assertThat(history).content().contains("server:list --no-format").doesNotContain("hunter2");
        assertThat(Files.getPosixFilePermissions(history)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.walk(distribution.home())) {
            for (var file : files.filter(each ->
                            Files.isRegularFile(each) && !each.toString().endsWith(".jar"))
                    .toList()) {
                assertThat(Files.readString(file, ISO_8859_1)).as("%s", file).doesNotContain("typed-hunter2");
            }
        }
        assertThat(distribution.home().resolve(".karaf")).doesNotExist();
        try (var terminal = boss.open()) {
            assertThat(terminal.type("history")).doesNotContain("server:list --no-format");
        }
    }

    private static String[] lines() {
        return Stream.of(
                        "cat F; less F; more F; help | less F; echo x | more F; grep . F; echo x | grep . F; grep -f F x; head F; tail F; wc F",
                        "sort F; nano F; ls; ls F; source F; tac F; echo x | tac made.txt; history; history -r F; history -w made.txt; date F",
                        "history -a made.txt; echo x > made.txt; echo x >> made.txt; echo x | cat 1> made.txt; cat < F; echo $(cat F)",
                        "eval \"cat F\"; each [1] {cat F}; if {true} {cat F}; if true 'cat F'; try {cat F}; while {true} {cat F}; watch cat F",
                        "watch -n 1 'cat F'; alias 'a=cat F'; a; x = F; x = {cat F}; history-file = made.txt; NO_GLOB = false; echo *.txt",
                        "keymap ^A .edit-and-execute-command; widget a b; setopt HISTORY_INCREMENTAL; set -a; echo ${karaf.base}; echo $.reader",
                        "$.reader; $.context getBundle 0; ($.context bundles); [a b] size; new java.io.File F; type cat; complete -c x -a cat",
                        "exec touch made.txt; java -version; addcommand x y; removecommand x y; getopt x y; tmux; ttop; pwd; cd /; format x",
                        "server:launch --account a --size s --image i --user-data F w; server:launch --user-data=F w; log:display F; help F",
                        "config:install file:F made.txt; config:list; bundle:install file:F; feature:repo-add file:F; scr:info x; service:list",
                        "bundle:services dispatcher-store; dev:dump-create made.zip; system:property a b; shell:echo \"`cat F`\"; !cat; #cat F",
                        "*:cat F; shell:cat F; :cat F; cat F & ; cat F && cat F; cat F |& cat; @cat F; .cat F; \\cat F; 'cat' F; %cat F; cat 'F'")
                .flatMap(line -> Arrays.stream(line.split("; ")))
                .map(line -> line.replace("F", "canary.txt"))
                .toArray(String[]::new);
    }

    /** All that the container's own key map binds, but for what only inserts or beeps. */
    private static List<String> keys() throws IOException {
        var bound = Pattern.compile(
                "\"((?:\\^.|[^\"\\\\]|\\\\.)+)\" (?!self-insert|beep|do-lowercase-version|digit-argument)[a-z]");
        try (var terminal = boss.open()) {
            var keys = bound.matcher(terminal.type("keymap -M emacs"))
                    .results()
                    .map(found -> found.group(1))
                    .filter(key -> !NOT_PRESSED.contains(key))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(keys).hasSizeGreaterThan(50).contains("^X^E");
            return keys.stream().map(TerminalIT::pressed).toList();
        }
    }

    private static String pressed(String notation) {
        return Pattern.compile("\\^(.)|\\\\(.)")
                .matcher(notation)
                .replaceAll(key -> Matcher.quoteReplacement(character(key)));
    }

    private static String character(MatchResult key) {
        return key.group(1) == null
                ? key.group(2)
                : Character.toString(key.group(1).charAt(0) ^ 0x40);
    }

    /** What must stay: all files with their content, but for what the container itself writes as it goes. */
    private static Map<String, String> files() throws IOException {
        var home = distribution.home();
        try (var files = Files.walk(home)) {
            return files.filter(file -> !file.equals(home))
                    .map(home::relativize)
                    .filter(file -> !file.startsWith("data") && !file.startsWith("var") && !file.startsWith("system"))
                    .collect(Collectors.toMap(Path::toString, TerminalIT::content, (one, other) -> one, TreeMap::new));
        }
    }

    private static String content(Path file) {
        try {
            var whole = distribution.home().resolve(file);
            return Files.isDirectory(whole) ? "" : Arrays.hashCode(Files.readAllBytes(whole)) + " " + Files.size(whole);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(List.of(text.split("\\s+")));
    }
}
