package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.AccountPatch;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.KeyValues;
import cloud.dispatcher.shell.Lookup;
import java.util.HashMap;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code account:update}. */
@Service
@Command(
        scope = "account",
        name = "update",
        description = "Change an account; what is not named stays as it is",
        detailedDescription = "Example: account:update lab --setting bootTime=5s")
public final class AccountUpdate extends AccountEdit {
    @Argument(name = "account", description = "Name or id", required = true)
    @Completion(AccountCompleter.class)
    String account;

    @Option(name = "--rename", description = "Its new name")
    @Nullable
    String rename;

    @Override
    protected int run() throws Exception {
        var found = Lookup.account(accounts, account);
        if (rename == null && settings.isEmpty() && credentials.isEmpty()) {
            throw refused("Say what to change: --rename, --setting or --credential.");
        }
        var newSettings = new HashMap<String, Optional<String>>();
        KeyValues.of(settings)
                .forEach((key, value) -> newSettings.put(key, Optional.of(value).filter(text -> !text.isEmpty())));
        var newCredentials = new HashMap<String, Optional<Secret>>();
        secrets()
                .forEach((key, value) -> newCredentials.put(
                        key,
                        Optional.of(value).filter(secret -> !secret.reveal().isEmpty())));
        var patch = new AccountPatch(rename, newSettings, newCredentials, null);
        report("update", accounts.patch(found.id(), patch, asked(), Account::name));
        return 0;
    }
}
