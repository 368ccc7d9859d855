package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Words;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:list}: {@link Accounts#list}. */
@Service
@Command(scope = "account", name = "list", description = "List the accounts")
public final class AccountList extends ShellCommand {
    @Option(name = "--no-format", description = "Values only, between tabs")
    boolean plain;

    @Reference
    Accounts accounts;

    @Override
    protected int run() {
        var table = Table.of("No account yet; account:create makes one.", "Name", "Executor", "Created", "Id");
        for (var one : accounts.list()) {
            table.row(one.name(), one.executor(), Words.time(one.createdAt()), one.id());
        }
        print(table, plain);
        return 0;
    }
}
