package cloud.dispatcher.shell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.shell.CommandRun;
import cloud.dispatcher.shell.FakeAccounts;
import cloud.dispatcher.shell.FakeDispatcher;
import cloud.dispatcher.shell.FakeSession;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.pinger.FakePinger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandsTest {
    private final FakeDispatcher dispatcher = new FakeDispatcher();
    private final FakeAccounts accounts = new FakeAccounts();

    @Test
    void the_list_has_a_line_for_each_server_of_every_page() throws Exception {
        for (int i = 1; i <= 5; i++) {
            dispatcher.hasServer("web-" + i);
        }
        var list = new ServerList();
        list.servers = dispatcher;
        list.accounts = accounts;
        assertThat(CommandRun.of(list).out()).contains("web-1", "web-5", "RUNNING", "192.0.2.7");
        assertThat(CommandRun.plain(list).out().lines()).hasSize(5).allMatch(line -> line.split("\t", -1).length == 8);
    }

    @Test
    void what_was_seen_before_the_pinger_stopped_is_not_shown_as_if_it_were_now() throws Exception {
        dispatcher.hasServer("web-1");
        var pinger = new FakePinger();
        var list = new ServerList();
        list.servers = dispatcher;
        list.accounts = accounts;
        list.pinger = pinger;
        var show = new ServerShow();
        show.servers = dispatcher;
        show.accounts = accounts;
        show.pinger = pinger;
        show.names = List.of("web-1");
        assertThat(CommandRun.of(list).out()).doesNotContain("probed");
        assertThat(CommandRun.of(show).out()).doesNotContain("probed");
        pinger.stop();
        assertThat(CommandRun.of(list).out()).containsPattern("UNKNOWN, not probed for \\d+ d");
        assertThat(CommandRun.of(show).out()).contains("not since 2026-01-02T03:04:05Z: the pinger is stopped");
        list.pinger = null;
        assertThat(CommandRun.of(list).out()).contains("UNKNOWN, not probed: no pinger");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 200})
    void rows_are_told_apart_by_an_id_that_every_command_accepts(int width) throws Exception {
        var one = dispatcher.hasServer("production-frontend-of-a-long-name-1");
        var two = dispatcher.hasServer("production-frontend-of-a-long-name-2");
        var rows = CommandRun.of(list(), FakeSession.ofAPersonWhoTypes("", width))
                .out()
                .lines()
                .skip(2)
                .limit(2)
                .toList();
        assertThat(rows).allMatch(row -> row.length() <= width);
        assertThat(rows.get(0)).contains("-1 ");
        assertThat(rows.get(1)).contains("-2 ");
        var ids = rows.stream()
                .map(row -> row.substring(row.lastIndexOf(' ') + 1))
                .toList();
        assertThat(Lookup.server(dispatcher, ids.get(0)).server()).isEqualTo(one);
        assertThat(Lookup.server(dispatcher, ids.get(1)).server()).isEqualTo(two);
    }

    @Test
    void the_list_ends_with_totals_for_people_alone() throws Exception {
        dispatcher.hasServer("web-1");
        dispatcher.hasServer("web-2");
        dispatcher.hasServer("web-3", ServerState.STOPPED);
        assertThat(CommandRun.of(list()).out()).endsWith("3 servers: 2 RUNNING, 1 STOPPED\n");
        assertThat(CommandRun.plain(list()).out()).doesNotContain("3 servers");
    }

    private ServerList list() {
        var list = new ServerList();
        list.servers = dispatcher;
        list.accounts = accounts;
        return list;
    }

    @Test
    void a_state_that_does_not_exist_is_refused_with_those_that_do() {
        var list = new ServerList();
        list.servers = dispatcher;
        list.accounts = accounts;
        list.state = "runing";
        assertThatThrownBy(() -> CommandRun.of(list))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("There is no state runing; there are requested, pending, running,");
    }

    @Test
    void a_server_is_shown_with_what_is_known() throws Exception {
        var server = dispatcher.hasServer("web-1");
        var show = new ServerShow();
        show.servers = dispatcher;
        show.accounts = accounts;
        show.names = List.of("web-1");
        assertThat(CommandRun.of(show).out())
                .contains(server.id().value(), "label tier", "i-web-1")
                .doesNotContain("null");
    }

    @Test
    void a_launch_takes_the_only_account_and_numbers_several() throws Exception {
        var account = accounts.has("main");
        var launch = launch();
        launch.count = 2;
        assertThat(CommandRun.of(launch).out().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("Accepted operation "))
                .last()
                .isEqualTo("2 accepted.");
        assertThat(dispatcher.actions)
                .extracting(action -> ((Action.LaunchServer) action).name())
                .containsExactly("web-1", "web-2");
        assertThat(((Action.LaunchServer) dispatcher.actions.get(0)).account()).isEqualTo(account.id());
    }

    @Test
    void a_launch_tells_which_server_has_its_name_already() throws Exception {
        accounts.has("main");
        var namesake = dispatcher.hasServer("web");
        assertThat(CommandRun.of(launch()).out().lines())
                .first()
                .isEqualTo("The name web is taken by " + namesake.id() + " (RUNNING): name each of them by its id.");
        assertThat(CommandRun.plain(launch()).out().lines()).hasSize(1);
        var several = launch();
        several.count = 2;
        assertThat(CommandRun.of(several).out()).doesNotContain("taken");
    }

    @Test
    void a_launch_with_two_accounts_asks_which() {
        accounts.has("main");
        accounts.has("other");
        assertThatThrownBy(() -> CommandRun.of(launch())).hasMessage("There are 2 accounts: name one with --account.");
    }

    @Test
    void a_launch_while_the_dispatcher_is_stopped_is_refused_in_one_sentence() {
        accounts.has("main");
        dispatcher.stop();
        assertThatThrownBy(() -> CommandRun.of(launch()))
                .isInstanceOf(CommandException.class)
                .hasMessage("The dispatcher is stopped. Start it with bin/dispatcher start.");
    }

    @Test
    void several_servers_are_stopped_in_one_request() throws Exception {
        var one = dispatcher.hasServer("web-1");
        var two = dispatcher.hasServer("web-2");
        var stop = stop(List.of("web-1", "web-2"), List.of());
        stop.hard = true;
        CommandRun.of(stop);
        assertThat(dispatcher.actions)
                .containsExactly(
                        new Action.ChangeServer(ActionKind.STOP, one.id(), Force.HARD),
                        new Action.ChangeServer(ActionKind.STOP, two.id(), Force.HARD));
        assertThat(dispatcher.asked).hasSize(1);
    }

    @Test
    void a_person_is_asked_before_a_server_is_terminated() throws Exception {
        dispatcher.hasServer("web-1");
        assertThatThrownBy(() -> terminate(FakeSession.ofAPersonWhoTypes("\n"), false))
                .hasMessage("Nothing was done.");
        assertThatThrownBy(() -> terminate(FakeSession.ofAPersonWhoTypes("n\n"), false))
                .hasMessage("Nothing was done.");
        assertThatThrownBy(() -> terminate(FakeSession.ofAPersonWhoTypes(""), false))
                .hasMessage("Nothing was done.");
        assertThat(dispatcher.actions).isEmpty();
        var yes = terminate(FakeSession.ofAPersonWhoTypes("y\n"), false);
        assertThat(yes.err()).isEqualTo("Terminate web-1 for good? (y/N) ");
        assertThat(yes.out()).startsWith("Accepted operation ");
        assertThat(dispatcher.actions).hasSize(1);
    }

    @Test
    void a_person_is_asked_also_where_the_output_goes_to_a_pipe() throws Exception {
        dispatcher.hasServer("web-1");
        assertThatThrownBy(() -> terminate(FakeSession.ofAPersonWhoReadsElsewhere("\n"), false))
                .hasMessage("Nothing was done.");
        terminate(FakeSession.ofAPersonWhoReadsElsewhere("y\n"), false);
        assertThat(dispatcher.actions).hasSize(1);
    }

    @Test
    void where_no_person_can_be_asked_nothing_is_destroyed_without_force() throws Exception {
        dispatcher.hasServer("web-1");
        for (var session : List.of(FakeSession.ofAScript(), FakeSession.ofAProgramThatTypes("y\n"))) {
            assertThatThrownBy(() -> terminate(session, false))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("Terminate web-1 for good? There is no terminal to ask at: repeat the command with"
                            + " --force. Nothing was done.");
        }
        assertThat(dispatcher.actions).isEmpty();
        assertThat(terminate(FakeSession.ofAScript(), true).out()).startsWith("Accepted operation ");
    }

    @Test
    void a_dry_run_tells_what_would_be_done_and_asks_nobody() throws Exception {
        dispatcher.hasServer("web-1");
        var terminate = CommandRun.tried(terminate(false));
        assertThat(CommandRun.of(terminate, FakeSession.ofAPersonWhoTypes("")).out())
                .isEqualTo("Would terminate web-1. Nothing was done.\n");
        assertThat(CommandRun.plain(terminate).out()).isEqualTo("terminate\tweb-1\n");
        assertThat(dispatcher.actions).isEmpty();
        dispatcher.stop();
        assertThatThrownBy(() -> CommandRun.of(terminate)).hasMessageStartingWith("The dispatcher is stopped.");
    }

    @Test
    void a_script_reads_the_operations_of_a_launch() throws Exception {
        accounts.has("main");
        assertThat(CommandRun.in("json", launch()).out()).isEqualTo("operations[Operation]\n");
        assertThat(CommandRun.plain(launch()).out()).matches("[0-9a-f-]{36}\tlaunch\tweb\tACCEPTED\t.*\n");
    }

    @Test
    void a_format_that_does_not_exist_is_refused_before_anything_is_done() {
        accounts.has("main");
        assertThatThrownBy(() -> CommandRun.in("xml", launch()))
                .hasMessage("There is no format xml; there are table, json.");
        assertThat(dispatcher.actions).isEmpty();
    }

    @Test
    void user_data_is_read_from_a_file_or_from_what_comes_in(@TempDir Path folder) throws Exception {
        accounts.has("main");
        var file = Files.writeString(folder.resolve("cloud-init"), "#cloud-config\n");
        var launch = launch();
        launch.userData = file.toString();
        CommandRun.of(launch);
        launch.userData = "-";
        CommandRun.of(launch, FakeSession.ofAPersonWhoTypes("typed"));
        assertThat(dispatcher.actions)
                .extracting(action -> ((Action.LaunchServer) action).userData())
                .containsExactly(new Secret("#cloud-config\n"), new Secret("typed"));
        var gzip = new byte[] {0x1f, (byte) 0x8b, 8, 0, (byte) 0xff, 0};
        launch.userData = Files.write(file, gzip).toString();
        CommandRun.of(launch);
        assertThat(((Action.LaunchServer) dispatcher.actions.get(2)).userData()).isEqualTo(new Secret(gzip));

        launch.userData = folder.resolve("nothing").toString();
        assertThatThrownBy(() -> CommandRun.of(launch)).hasMessageStartingWith("There is no file ");
        Files.write(file, new byte[Action.LaunchServer.MOST_USER_DATA + 1]);
        launch.userData = file.toString();
        assertThatThrownBy(() -> CommandRun.of(launch))
                .hasMessageStartingWith("User data must not be longer than 64 KiB");
    }

    @Test
    void names_patterns_account_and_labels_choose_servers() throws Exception {
        var one = dispatcher.hasServer("prod-1");
        var two = dispatcher.hasServer("prod-2");
        var db = dispatcher.hasServer("db");
        assertThat(stopped(List.of("prod-*"), List.of())).containsExactly(one.id(), two.id());
        assertThat(stopped(List.of("db", "prod-?", "prod-1"), List.of())).containsExactly(db.id(), one.id(), two.id());
        assertThat(stopped(List.of(), List.of("tier=web"))).containsExactly(one.id(), two.id(), db.id());
        assertThat(stopped(List.of("prod-*"), List.of("tier=web"))).containsExactly(one.id(), two.id());
        assertThatThrownBy(() -> stopped(List.of("db"), List.of("tier=db")))
                .hasMessage("None of these servers has that account and those labels.");
        assertThatThrownBy(() -> stopped(List.of("test-*"), List.of())).hasMessage("No server is called like test-*.");
        assertThatThrownBy(() -> stopped(List.of(), List.of())).hasMessageStartingWith("Name the servers, or choose");
        assertThat(stopped(
                        List.of("prod[1]*", "db"),
                        List.of(),
                        "1 accepted, 1 refused:\n  prod[1]*: No server is called"))
                .containsExactly(db.id());
    }

    @Test
    void no_name_steers_the_terminal() throws Exception {
        var server = dispatcher.hasServer("web\u001b[2J\u202e");
        var stop = stop(List.of(server.id().value()), List.of());
        assertThat(CommandRun.of(stop).out()).contains("(stop web\ufffd[2J\ufffd)");
        assertThat(CommandRun.of(CommandRun.tried(stop)).out()).contains("Would stop web\ufffd[2J\ufffd.");
        dispatcher.refuses(server.id());
        assertThatThrownBy(() -> CommandRun.of(stop(List.of("web*", "a\u009bb"), List.of())))
                .hasMessageContaining("web\ufffd[2J\ufffd: ")
                .hasMessageContaining(" a\ufffdb: ");
    }

    @Test
    void what_can_be_done_is_done_and_the_rest_is_told() throws Exception {
        for (int i = 0; i < 8; i++) {
            dispatcher.hasServer("web-" + i);
        }
        var busy = dispatcher.hasServer("web-busy");
        dispatcher.refuses(busy.id());
        var stop = stop(List.of("web-*", "nosuch"), List.of());
        assertThatThrownBy(() -> CommandRun.of(stop))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "8 accepted, 2 refused:\n  nosuch: There is no server called nosuch; server:list shows those"
                                + " there are.\n  web-busy: Server " + busy.id() + " is busy.");
        assertThat(dispatcher.actions).hasSize(8);
    }

    private List<ServerId> stopped(List<String> names, List<String> labels) throws Exception {
        dispatcher.actions.clear();
        CommandRun.of(stop(names, labels));
        return stopped();
    }

    private List<ServerId> stopped(List<String> names, List<String> labels, String summary) {
        dispatcher.actions.clear();
        assertThatThrownBy(() -> CommandRun.of(stop(names, labels))).hasMessageStartingWith(summary);
        return stopped();
    }

    private List<ServerId> stopped() {
        return dispatcher.actions.stream()
                .map(action -> ((Action.ChangeServer) action).server())
                .toList();
    }

    private ServerStop stop(List<String> names, List<String> labels) {
        var stop = new ServerStop();
        stop.servers = dispatcher;
        stop.accounts = accounts;
        stop.operations = dispatcher;
        stop.events = dispatcher;
        stop.dispatcher = dispatcher;
        stop.names = names;
        stop.labels = labels;
        return stop;
    }

    private ServerTerminate terminate(boolean force) {
        var terminate = new ServerTerminate();
        terminate.servers = dispatcher;
        terminate.accounts = accounts;
        terminate.operations = dispatcher;
        terminate.events = dispatcher;
        terminate.dispatcher = dispatcher;
        terminate.names = List.of("web-1");
        terminate.force = force;
        return terminate;
    }

    private CommandRun terminate(Session session, boolean force) throws Exception {
        return CommandRun.of(terminate(force), session);
    }

    private ServerLaunch launch() {
        var launch = new ServerLaunch();
        launch.accounts = accounts;
        launch.operations = dispatcher;
        launch.servers = dispatcher;
        launch.events = dispatcher;
        launch.dispatcher = dispatcher;
        launch.name = "web";
        launch.size = "small";
        launch.image = "debian-13";
        return launch;
    }
}
