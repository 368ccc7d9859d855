package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:list}: {@link Accounts#list}. */
@Service
@Command(
        scope = "account",
        name = "list",
        description = "List the accounts",
        detailedDescription = "Example: account:list --format json")
public final class AccountList extends ShellCommand {
    static final Table<Account> TABLE = Table.<Account>of("No account yet; account:create makes one.")
            .name("Name", Account::name)
            .text("Executor", Account::executor)
            .spare("Created", one -> DisplayText.time(one.createdAt()))
            .id("Id", Account::id)
            .total("account", null);

    @Reference
    Accounts accounts;

    @Override
    protected int run() {
        list(accounts.list(), TABLE);
        return 0;
    }
}
