package cloud.dispatcher.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ServerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTest {
    private final FakeDispatcher dispatcher = new FakeDispatcher();

    @Test
    void a_server_is_found_by_its_name_its_id_and_the_beginning_and_the_end_of_its_id() {
        dispatcher.hasServer("web-10");
        dispatcher.hasServer("web-11");
        var server = dispatcher.hasServer("web-1");
        var id = server.id().value();
        assertThat(Lookup.server(dispatcher, "web-1").server()).isEqualTo(server);
        assertThat(Lookup.server(dispatcher, id).server()).isEqualTo(server);
        assertThat(Lookup.server(dispatcher, id.substring(24)).server()).isEqualTo(server);
        assertThat(Lookup.server(dispatcher, id.substring(0, ScreenText.SHORT_ID))
                        .server())
                .isEqualTo(server);
    }

    @Test
    void a_name_that_two_servers_have_asks_for_an_id() {
        var one = dispatcher.hasServer("web");
        var two = dispatcher.hasServer("web", ServerState.STOPPED);
        assertThatThrownBy(() -> Lookup.server(dispatcher, "web"))
                .isInstanceOf(RejectedException.class)
                .hasMessage("2 servers are called web. Name one by its id: " + one.id() + " (RUNNING), " + two.id()
                        + " (STOPPED).");
    }

    @Test
    void the_newest_terminated_one_is_found_where_no_living_one_has_the_name() {
        dispatcher.hasServer("web", ServerState.TERMINATED);
        var newer = dispatcher.hasServer("web", ServerState.TERMINATED);
        dispatcher.hasServer("web-1", ServerState.TERMINATED);
        dispatcher.hasServer("web-2", ServerState.TERMINATED);
        assertThat(Lookup.anyServer(dispatcher, "web").server()).isEqualTo(newer);
        assertThatThrownBy(() -> Lookup.server(dispatcher, "web")).hasMessageStartingWith("There is no server called");
        assertThatThrownBy(() -> Lookup.anyServer(dispatcher, "we"))
                .hasMessage("There is no server called we; server:list shows those there are.");
        var living = dispatcher.hasServer("web");
        assertThat(Lookup.anyServer(dispatcher, "web").server()).isEqualTo(living);
    }

    @Test
    void a_name_of_the_length_of_an_id_is_still_a_name() {
        var name = "a-server-with-a-name-of-36-characters";
        var server = dispatcher.hasServer(name.substring(1));
        assertThat(Lookup.server(dispatcher, name.substring(1)).server()).isEqualTo(server);
    }

    @Test
    void what_is_not_there_says_where_to_look() {
        assertThatThrownBy(() -> Lookup.server(dispatcher, "web"))
                .hasMessage("There is no server called web; server:list shows those there are.");
        assertThatThrownBy(() -> Lookup.account(new FakeAccounts(), "main"))
                .hasMessage("There is no account called main; account:list shows those there are.");
        assertThatThrownBy(() -> Lookup.operation(dispatcher, "1234"))
                .hasMessage("There is no operation called 1234; operation:list shows those there are.");
    }

    @Test
    void an_account_is_found_by_its_name_and_its_id() {
        var accounts = new FakeAccounts();
        var account = accounts.has("main");
        assertThat(Lookup.account(accounts, "main")).isEqualTo(account);
        assertThat(Lookup.account(accounts, account.id().value())).isEqualTo(account);
    }

    @Test
    void no_name_hides_an_id() {
        var accounts = new FakeAccounts();
        var account = accounts.has("main");
        accounts.has(account.id().value());
        assertThat(Lookup.account(accounts, account.id().value())).isEqualTo(account);
        var server = dispatcher.hasServer("web");
        dispatcher.hasServer(server.id().value());
        assertThat(Lookup.server(dispatcher, server.id().value()).server()).isEqualTo(server);
    }

    @Test
    void an_operation_is_found_by_the_end_of_its_id() {
        var server = dispatcher.hasServer("web");
        var operation = dispatcher.hasOperation(
                new Action.ChangeServer(ActionKind.STOP, server.id(), Force.GRACEFUL), OperationState.ACCEPTED);
        assertThat(Lookup.operation(dispatcher, operation.id().value().substring(20)))
                .isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void a_stray_word_is_not_the_end_of_an_id(int length) {
        var server = dispatcher.hasServer("web");
        var operation = dispatcher.hasOperation(
                new Action.ChangeServer(ActionKind.STOP, server.id(), Force.GRACEFUL), OperationState.ACCEPTED);
        var end = end(server.id().value(), length);
        assertThatThrownBy(() -> Lookup.server(dispatcher, end)).hasMessageStartingWith("There is no server called ");
        var other = end(operation.id().value(), length);
        assertThatThrownBy(() -> Lookup.operation(dispatcher, other))
                .hasMessageStartingWith("There is no operation called ");
    }

    @Test
    void eight_characters_of_an_id_are_enough() {
        var server = dispatcher.hasServer("web");
        assertThat(Lookup.server(dispatcher, end(server.id().value(), 8)).server())
                .isEqualTo(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void an_empty_word_names_nothing(String nothing) {
        dispatcher.hasServer("web");
        assertThatThrownBy(() -> Lookup.server(dispatcher, nothing))
                .hasMessage("Name the server; server:list shows those there are.");
        assertThatThrownBy(() -> Lookup.operation(dispatcher, nothing))
                .hasMessage("Name the operation; operation:list shows those there are.");
        assertThatThrownBy(() -> Lookup.account(new FakeAccounts(), nothing))
                .hasMessage("Name the account; account:list shows those there are.");
    }

    @Test
    void the_beginning_of_several_ids_is_refused_with_those_that_may_be_meant() {
        var one = dispatcher.hasServer("web-1");
        var two = dispatcher.hasServer("web-2");
        var beginning = one.id().value().substring(0, 13);
        assertThatThrownBy(() -> Lookup.server(dispatcher, beginning))
                .hasMessage("2 servers are called " + beginning + ". Name one by its id: " + one.id() + " (RUNNING), "
                        + two.id() + " (RUNNING).");
    }

    @Test
    void an_operation_of_any_age_is_found_by_the_beginning_of_its_id() {
        var server = dispatcher.hasServer("web");
        var stop = new Action.ChangeServer(ActionKind.STOP, server.id(), Force.GRACEFUL);
        var oldest = dispatcher.hasOperation(stop, OperationState.SUCCEEDED);
        for (int i = 0; i < 6; i++) {
            dispatcher.hasOperation(stop, OperationState.SUCCEEDED);
        }
        var beginning = oldest.id().value().substring(0, ScreenText.SHORT_ID);
        assertThat(Lookup.operation(dispatcher, beginning)).isEqualTo(oldest);
    }

    private static String end(String id, int length) {
        return id.substring(id.length() - length);
    }
}
