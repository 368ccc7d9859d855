package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.shell.ExecutorNames;
import cloud.dispatcher.shell.Pairs;
import cloud.dispatcher.shell.ShellCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code account:create}: {@link Accounts#create}. */
@Service
@Command(
        scope = "account",
        name = "create",
        description = "Create an account",
        detailedDescription =
                "A credential that is given without its value is asked for, so that it stands in no history.")
public final class AccountCreate extends ShellCommand {
    @Argument(index = 0, name = "name", description = "What people call it; unique", required = true)
    String name;

    @Argument(index = 1, name = "executor", description = "The kind of cloud; see executor:list", required = true)
    @Completion(ExecutorNames.class)
    String executor;

    @Option(
            name = "--setting",
            aliases = "-s",
            description = "name=value, as executor:show tells them",
            multiValued = true)
    List<String> settings = new ArrayList<>();

    @Option(
            name = "--credential",
            aliases = "-c",
            description = "name=value, or name alone to be asked",
            multiValued = true)
    List<String> credentials = new ArrayList<>();

    @Option(name = "--reason", description = "Why, for the audit")
    @Nullable
    String reason;

    @Reference
    Accounts accounts;

    @Override
    protected int run() throws Exception {
        var secrets = new HashMap<String, Secret>();
        for (var credential : credentials) {
            if (credential.indexOf('=') < 0) {
                secrets.put(credential, new Secret(hidden(credential + ": ")));
            } else {
                Pairs.of(List.of(credential)).forEach((key, value) -> secrets.put(key, new Secret(value)));
            }
        }
        var draft = new AccountDraft(name, executor, Pairs.of(settings), secrets);
        var id = accounts.create(draft, asked(reason), account -> account.id().value())
                .answer();
        System.out.println("Created the account " + name + " (" + id + ").");
        return 0;
    }
}
