package cloud.dispatcher.shell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.shell.FakeAccounts;
import cloud.dispatcher.shell.FakeDispatcher;
import cloud.dispatcher.shell.FakeSession;
import cloud.dispatcher.shell.Ran;
import cloud.dispatcher.shell.pinger.FakePinger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(Ran.of(list).out()).contains("web-1", "web-5", "RUNNING", "192.0.2.7");
        assertThat(Ran.plain(list).out().lines()).hasSize(5).allMatch(line -> line.split("\t", -1).length == 8);
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
        show.name = "web-1";
        assertThat(Ran.of(list).out()).doesNotContain("asked");
        assertThat(Ran.of(show).out()).doesNotContain("asked");
        pinger.stop();
        assertThat(Ran.of(list).out()).containsPattern("UNKNOWN, not asked for \\d+ d");
        assertThat(Ran.of(show).out()).contains("not since 2026-01-02T03:04:05Z: the pinger is stopped");
        list.pinger = null;
        assertThat(Ran.of(list).out()).contains("UNKNOWN, asked by nobody");
    }

    @Test
    void ids_have_room_where_names_are_not_enough() throws Exception {
        var one = dispatcher.hasServer("web-of-a-very-long-name");
        var list = new ServerList();
        list.servers = dispatcher;
        list.accounts = accounts;
        assertThat(Ran.of(list, FakeSession.ofAPersonWhoTypes("", 70)).out())
                .doesNotContain(one.id().value());
        dispatcher.hasServer("web-of-a-very-long-name");
        assertThat(Ran.of(list, FakeSession.ofAPersonWhoTypes("", 70)).out())
                .contains(one.id().value());
    }

    @Test
    void a_state_that_does_not_exist_is_refused_with_those_that_do() {
        var list = new ServerList();
        list.servers = dispatcher;
        list.accounts = accounts;
        list.state = "runing";
        assertThatThrownBy(() -> Ran.of(list))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("There is no state runing; there are requested, pending, running,");
    }

    @Test
    void a_server_is_shown_with_what_is_known() throws Exception {
        var server = dispatcher.hasServer("web-1");
        var show = new ServerShow();
        show.servers = dispatcher;
        show.accounts = accounts;
        show.name = "web-1";
        assertThat(Ran.of(show).out())
                .contains(server.id().value(), "label tier", "i-web-1")
                .doesNotContain("null");
    }

    @Test
    void a_launch_takes_the_only_account_and_numbers_several() throws Exception {
        var account = accounts.has("main");
        var launch = launch();
        launch.count = 2;
        assertThat(Ran.of(launch).out().lines()).hasSize(2).allMatch(line -> line.startsWith("Accepted operation "));
        assertThat(dispatcher.actions)
                .extracting(action -> ((Action.LaunchServer) action).name())
                .containsExactly("web-1", "web-2");
        assertThat(((Action.LaunchServer) dispatcher.actions.get(0)).account()).isEqualTo(account.id());
    }

    @Test
    void a_launch_of_a_twin_says_whose_name_it_takes() throws Exception {
        accounts.has("main");
        var twin = dispatcher.hasServer("web");
        assertThat(Ran.of(launch()).out().lines())
                .first()
                .isEqualTo("The name web is taken by " + twin.id() + " (RUNNING): name each of them by its id.");
        assertThat(Ran.plain(launch()).out().lines()).hasSize(1);
        var several = launch();
        several.count = 2;
        assertThat(Ran.of(several).out()).doesNotContain("taken");
    }

    @Test
    void a_launch_with_two_accounts_asks_which() {
        accounts.has("main");
        accounts.has("other");
        assertThatThrownBy(() -> Ran.of(launch())).hasMessage("There are 2 accounts: name one with --account.");
    }

    @Test
    void a_launch_while_the_dispatcher_is_stopped_is_refused_in_one_sentence() {
        accounts.has("main");
        dispatcher.stop();
        assertThatThrownBy(() -> Ran.of(launch()))
                .isInstanceOf(CommandException.class)
                .hasMessage("The dispatcher is stopped. Start it with bin/dispatcher start.");
    }

    @Test
    void several_servers_are_stopped_in_one_request() throws Exception {
        var one = dispatcher.hasServer("web-1");
        var two = dispatcher.hasServer("web-2");
        var stop = new ServerStop();
        stop.servers = dispatcher;
        stop.operations = dispatcher;
        stop.events = dispatcher;
        stop.dispatcher = dispatcher;
        stop.names = List.of("web-1", "web-2");
        stop.hard = true;
        Ran.of(stop);
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
                .hasMessage("Nothing was terminated.");
        assertThatThrownBy(() -> terminate(FakeSession.ofAPersonWhoTypes("n\n"), false))
                .hasMessage("Nothing was terminated.");
        assertThatThrownBy(() -> terminate(FakeSession.ofAPersonWhoTypes(""), false))
                .hasMessage("Nothing was terminated.");
        assertThat(dispatcher.actions).isEmpty();
        assertThat(terminate(FakeSession.ofAPersonWhoTypes("y\n"), false).out())
                .startsWith("Terminate web-1 for good? (y/N) Accepted operation ");
        assertThat(dispatcher.actions).hasSize(1);
    }

    @Test
    void a_script_and_whoever_says_force_are_not_asked() throws Exception {
        dispatcher.hasServer("web-1");
        assertThat(terminate(FakeSession.ofAScript(), false).out()).startsWith("Accepted operation ");
        assertThat(terminate(FakeSession.ofAPersonWhoTypes(""), true).out()).startsWith("Accepted operation ");
    }

    @Test
    void a_dry_run_tells_what_would_be_done_and_asks_nobody() throws Exception {
        dispatcher.hasServer("web-1");
        var terminate = Ran.tried(terminate(false));
        assertThat(Ran.of(terminate, FakeSession.ofAPersonWhoTypes("")).out())
                .isEqualTo("Would terminate web-1. Nothing was done.\n");
        assertThat(Ran.plain(terminate).out()).isEqualTo("terminate\tweb-1\n");
        assertThat(dispatcher.actions).isEmpty();
        dispatcher.stop();
        assertThatThrownBy(() -> Ran.of(terminate)).hasMessageStartingWith("The dispatcher is stopped.");
    }

    @Test
    void a_script_reads_the_operations_of_a_launch() throws Exception {
        accounts.has("main");
        assertThat(Ran.in("json", launch()).out()).isEqualTo("operations[Operation]\n");
        assertThat(Ran.plain(launch()).out()).matches("[0-9a-f-]{36}\tlaunch\tweb\tACCEPTED\t.*\n");
    }

    @Test
    void a_format_that_does_not_exist_is_refused_before_anything_is_done() {
        accounts.has("main");
        assertThatThrownBy(() -> Ran.in("xml", launch())).hasMessage("There is no format xml; there are table, json.");
        assertThat(dispatcher.actions).isEmpty();
    }

    @Test
    void user_data_is_read_from_a_file_or_from_what_comes_in(@TempDir Path folder) throws Exception {
        accounts.has("main");
        var file = Files.writeString(folder.resolve("cloud-init"), "#cloud-config\n");
        var launch = launch();
        launch.userData = file.toString();
        Ran.of(launch);
        launch.userData = "-";
        Ran.of(launch, FakeSession.ofAPersonWhoTypes("typed"));
        assertThat(dispatcher.actions)
                .extracting(action -> ((Action.LaunchServer) action).userData())
                .containsExactly(new Secret("#cloud-config\n"), new Secret("typed"));

        launch.userData = folder.resolve("nothing").toString();
        assertThatThrownBy(() -> Ran.of(launch)).hasMessageStartingWith("There is no file ");
        Files.write(file, new byte[Action.LaunchServer.MOST_USER_DATA + 1]);
        launch.userData = file.toString();
        assertThatThrownBy(() -> Ran.of(launch)).hasMessageStartingWith("User data must not be longer than 64 KiB");
        Files.write(file, new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> Ran.of(launch)).hasMessageStartingWith("User data must be text in UTF-8");
    }

    private ServerTerminate terminate(boolean force) {
        var terminate = new ServerTerminate();
        terminate.servers = dispatcher;
        terminate.operations = dispatcher;
        terminate.events = dispatcher;
        terminate.dispatcher = dispatcher;
        terminate.names = List.of("web-1");
        terminate.force = force;
        return terminate;
    }

    private Ran terminate(Session session, boolean force) throws Exception {
        return Ran.of(terminate(force), session);
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
