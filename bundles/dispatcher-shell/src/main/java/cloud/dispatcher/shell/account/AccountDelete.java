package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ShellCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code account:delete}: {@link Accounts#delete}. */
@Service
@Command(scope = "account", name = "delete", description = "Delete an account that has no servers left")
public final class AccountDelete extends ShellCommand {
    @Argument(name = "account", description = "Name or id", required = true)
    @Completion(AccountNames.class)
    String name;

    @Option(name = "--force", description = "Do not ask")
    boolean force;

    @Option(name = "--reason", description = "Why, for the audit")
    @Nullable
    String reason;

    @Reference
    Accounts accounts;

    @Override
    protected int run() throws Exception {
        var account = Lookup.account(accounts, name);
        if (!force && !confirmed("Delete the account " + account.name() + " and its credentials?")) {
            throw refused("Nothing was deleted.");
        }
        accounts.delete(account.id(), null, asked(reason), Account::name);
        System.out.println("Deleted the account " + account.name() + ".");
        return 0;
    }
}
