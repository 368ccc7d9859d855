package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.shell.ChangeCommand;
import cloud.dispatcher.shell.Pairs;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.lifecycle.Reference;

/** What the commands that change accounts do alike. */
abstract class AccountChange extends ChangeCommand {
    @Reference
    Accounts accounts;

    /** {@code name=value}; of a name alone the value is asked for. */
    final Map<String, Secret> secrets(List<String> credentials) throws Exception {
        var secrets = new HashMap<String, Secret>();
        for (var credential : credentials) {
            if (credential.indexOf('=') < 0) {
                secrets.put(credential, new Secret(hidden(credential + ": ")));
            } else {
                Pairs.of(List.of(credential)).forEach((key, value) -> secrets.put(key, new Secret(value)));
            }
        }
        return secrets;
    }

    /**
     * Tells what was done, or would be.
     *
     * @param word what was to be done: {@code create}
     */
    final void tellOf(String word, Reply<Account> reply) {
        var account = value(reply);
        if (isTrial()) {
            tell(
                    () -> "Would " + word + " the account " + account.name() + ". Nothing was done.",
                    () -> AccountList.table(List.of(account)),
                    documents -> documents.dryRun(account));
        } else {
            tell(
                    () -> done(word) + " the account " + account.name() + " (" + account.id() + ").",
                    () -> AccountList.table(List.of(account)),
                    documents -> documents.of(account));
        }
    }

    private static String done(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "d";
    }
}
