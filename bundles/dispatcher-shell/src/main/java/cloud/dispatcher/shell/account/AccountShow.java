package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.DetailTable;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Outcomes;
import cloud.dispatcher.shell.ShellCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:show}: {@link Accounts#find}, without credentials. */
@Service
@Command(
        scope = "account",
        name = "show",
        description = "Show accounts; their credentials are never shown",
        detailedDescription = "Example: account:show lab")
public final class AccountShow extends ShellCommand {
    @Argument(
            name = "accounts",
            description = "Names, patterns of names ('test-*') or ids",
            required = true,
            multiValued = true)
    @Completion(AccountCompleter.class)
    List<String> names;

    @Reference
    Accounts accounts;

    @Override
    protected int run() throws Exception {
        var outcomes = new Outcomes();
        detail(Lookup.accounts(accounts, names, outcomes), AccountShow::table);
        outcomes.summary();
        return 0;
    }

    private static DetailTable table(Account account) {
        var details = new DetailTable();
        details.put("id", account.id());
        details.put("name", account.name());
        details.put("executor", account.executor());
        details.put("created", DisplayText.time(account.createdAt()));
        details.put("version", account.version());
        details.putAll("setting ", account.settings());
        return details;
    }
}
