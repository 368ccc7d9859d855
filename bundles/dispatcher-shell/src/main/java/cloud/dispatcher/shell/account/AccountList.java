package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Words;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:list}: {@link Accounts#list}. */
@Service
@Command(scope = "account", name = "list", description = "List the accounts")
public final class AccountList extends ShellCommand {
    @Reference
    Accounts accounts;

    @Override
    protected int run() {
        var all = accounts.list();
        show(() -> table(all), documents -> documents.list(all));
        return 0;
    }

    static Table table(List<Account> accounts) {
        var table = Table.of("No account yet; account:create makes one.")
                .whole("Name")
                .cut("Executor")
                .spare("Created")
                .spare("Id");
        for (var one : accounts) {
            table.row(one.name(), one.executor(), Words.time(one.createdAt()), one.id());
        }
        return table;
    }
}
