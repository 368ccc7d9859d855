package cloud.dispatcher.shell.account;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Lookup;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:delete}. */
@Service
@Command(scope = "account", name = "delete", description = "Delete an account that has no servers left")
public final class AccountDelete extends AccountChange {
    @Argument(name = "account", description = "Name or id", required = true)
    @Completion(AccountNames.class)
    String name;

    @Option(name = "--force", description = "Do not ask")
    boolean force;

    @Override
    protected int run() throws Exception {
        var account = Lookup.account(accounts, name);
        if (!force && !isTrial() && !confirmed("Delete the account " + account.name() + " and its credentials?")) {
            throw refused("Nothing was deleted.");
        }
        tellOf("delete", accounts.delete(account.id(), null, asked(), Account::name));
        return 0;
    }
}
