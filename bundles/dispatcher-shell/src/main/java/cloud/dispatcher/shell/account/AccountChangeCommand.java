package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.ChangeCommand;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;

/** Changes accounts, and tells what was done. */
abstract class AccountChangeCommand extends ChangeCommand {
    @Reference
    Accounts accounts;

    /** @param word what was to be done: {@code create} */
    final void report(String word, Reply<Account> reply) {
        var account = value(reply);
        var done = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "d";
        tell(
                () -> isDryRun()
                        ? "Would " + word + " the account " + account.name() + ". Nothing was done."
                        : done + " the account " + account.name() + " (" + account.id() + ").",
                List.of(account),
                AccountList.TABLE,
                documents -> isDryRun() ? documents.dryRun(account) : documents.of(account));
    }
}
