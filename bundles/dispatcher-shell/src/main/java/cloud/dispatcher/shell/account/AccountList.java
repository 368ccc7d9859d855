package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Words;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

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
        var table = new ShellTable().emptyTableText("No account yet; account:create makes one.");
        table.column("Name");
        table.column("Executor");
        table.column("Created");
        table.column("Id");
        for (var one : accounts.list()) {
            table.addRow().addContent(one.name(), one.executor(), Words.time(one.createdAt()), one.id());
        }
        print(table, plain);
        return 0;
    }
}
