package cloud.dispatcher.shell.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.model.Secret;
import cloud.dispatcher.shell.CommandRun;
import cloud.dispatcher.shell.FakeAccounts;
import cloud.dispatcher.shell.FakeSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class AccountCommandsTest {
    private final FakeAccounts accounts = new FakeAccounts();

    @Test
    void a_credential_without_a_value_is_asked_for() throws Exception {
        var create = create();
        create.credentials = List.of("user=alice", "password");
        var session = FakeSession.ofAPersonWhoTypes("");
        session.put("HIDDEN_LINE", (Callable<String>) () -> "s3cr3t");
        var ran = CommandRun.of(create, session);
        assertThat(ran.out()).startsWith("password: Created the account main").doesNotContain("s3cr3t");
        assertThat(accounts.credentialsOfTheLast())
                .containsEntry("user", new Secret("alice"))
                .containsEntry("password", new Secret("s3cr3t"));
    }

    @Test
    void a_credential_is_not_asked_for_where_it_would_be_shown() {
        var create = create();
        create.credentials = List.of("password");
        assertThatThrownBy(() -> CommandRun.of(create, FakeSession.ofAPersonWhoTypes("s3cr3t\n")))
                .hasMessage("A secret cannot be asked for here without showing it: use a terminal.");
    }

    @Test
    void a_setting_that_is_no_pair_is_not_shown() {
        var create = create();
        create.settings = List.of("s3cr3t");
        assertThatThrownBy(() -> CommandRun.of(create)).hasMessage("Write it as name=value.");
    }

    @Test
    void an_account_is_shown_and_deleted_by_its_name() throws Exception {
        accounts.has("main");
        var show = new AccountShow();
        show.accounts = accounts;
        show.names = List.of("main");
        assertThat(CommandRun.of(show).out()).contains("simulator", "setting region");

        var delete = new AccountDelete();
        delete.accounts = accounts;
        delete.names = List.of("main");
        assertThatThrownBy(() -> CommandRun.of(delete, FakeSession.ofAPersonWhoTypes("no\n")))
                .hasMessage("Nothing was done.");
        assertThatThrownBy(() -> CommandRun.of(delete)).hasMessageContaining("repeat the command with --force");
        delete.force = true;
        assertThat(CommandRun.of(delete).out()).startsWith("Deleted the account main (");
        assertThat(accounts.list()).isEmpty();
    }

    @Test
    void a_catalog_has_a_line_for_each_choice() throws Exception {
        accounts.has("main");
        var catalog = new AccountCatalog();
        catalog.accounts = accounts;
        catalog.name = "main";
        assertThat(CommandRun.plain(catalog).out()).contains("size\tsmall\tSmall\n", "key pair\talice\tKey\n");
    }

    @Test
    void an_update_changes_what_it_names_and_takes_away_what_is_empty() throws Exception {
        accounts.has("main");
        assertThatThrownBy(() -> CommandRun.of(update()))
                .hasMessage("Say what to change: --rename, --setting or --credential.");
        var update = update();
        update.settings = List.of("region=", "zone=b");
        assertThat(CommandRun.of(update).out()).startsWith("Updated the account main (");
        assertThat(accounts.list().get(0).settings()).isEqualTo(Map.of("zone", "b"));
    }

    @Test
    void in_json_an_account_is_one_document() throws Exception {
        assertThat(CommandRun.in("json", create()).out()).isEqualTo("Account\n");
        var list = new AccountList();
        list.accounts = accounts;
        assertThat(CommandRun.in("json", list).out()).isEqualTo("[Account]\n");
    }

    private AccountUpdate update() {
        var update = new AccountUpdate();
        update.accounts = accounts;
        update.account = "main";
        return update;
    }

    private AccountCreate create() {
        var create = new AccountCreate();
        create.accounts = accounts;
        create.name = "main";
        create.executor = "simulator";
        return create;
    }
}
