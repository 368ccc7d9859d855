package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Outcomes;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:delete}. */
@Service
@Command(
        scope = "account",
        name = "delete",
        description = "Delete accounts that have no servers left",
        detailedDescription = "Example: account:delete lab")
public final class AccountDelete extends AccountChangeCommand {
    @Argument(
            name = "accounts",
            description = "Names, patterns of names ('test-*') or ids",
            required = true,
            multiValued = true)
    @Completion(AccountCompleter.class)
    List<String> names;

    @Option(name = "--force", aliases = "-f", description = "Do not ask")
    boolean force;

    @Override
    protected int run() throws Exception {
        var outcomes = new Outcomes();
        var chosen = Lookup.accounts(accounts, names, outcomes);
        if (!isDryRun() && !chosen.isEmpty()) {
            var what = chosen.stream().map(Account::name).collect(Collectors.joining(", "));
            confirm(
                    force,
                    chosen.size() > 1
                            ? "Delete the accounts " + what + " and their credentials?"
                            : "Delete the account " + what + " and its credentials?");
        }
        for (var account : chosen) {
            try {
                report("delete", accounts.delete(account.id(), null, asked(), Account::name));
                outcomes.accepted(1);
            } catch (RejectedException e) {
                outcomes.refused(account.name(), e);
            }
        }
        remark(outcomes.summary());
        return 0;
    }
}
