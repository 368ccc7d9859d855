package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.AccountPatch;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Pairs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        detailedDescription =
                "A credential that is given without its value is asked for, so that it stands in no history.")
public final class AccountUpdate extends AccountChange {
    @Argument(name = "account", description = "Name or id", required = true)
    @Completion(AccountNames.class)
    String account;

    @Option(name = "--name", description = "Its new name")
    @Nullable
    String name;

    @Option(
            name = "--setting",
            aliases = "-s",
            description = "name=value, or name= to take it away",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SettingNames.class)
    List<String> settings = new ArrayList<>();

    @Option(
            name = "--credential",
            aliases = "-c",
            description = "name=value, name= to take it away, or name alone to be asked",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(CredentialNames.class)
    List<String> credentials = new ArrayList<>();

    @Override
    protected int run() throws Exception {
        var found = Lookup.account(accounts, account);
        if (name == null && settings.isEmpty() && credentials.isEmpty()) {
            throw refused("Say what to change: --name, --setting or --credential.");
        }
        var newSettings = new HashMap<String, Optional<String>>();
        Pairs.of(settings).forEach((key, value) -> newSettings.put(key, some(value, value.isEmpty())));
        var newCredentials = new HashMap<String, Optional<Secret>>();
        secrets(credentials)
                .forEach((key, value) ->
                        newCredentials.put(key, some(value, value.reveal().isEmpty())));
        var patch = new AccountPatch(name, newSettings, newCredentials, null);
        tellOf("update", accounts.patch(found.id(), patch, asked(), Account::name));
        return 0;
    }

    private static <T> Optional<T> some(T value, boolean isEmpty) {
        return isEmpty ? Optional.empty() : Optional.of(value);
    }
}
