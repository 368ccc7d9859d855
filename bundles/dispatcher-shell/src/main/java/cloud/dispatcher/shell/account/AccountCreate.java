package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.ExecutorNames;
import cloud.dispatcher.shell.Pairs;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:create}. */
@Service
@Command(
        scope = "account",
        name = "create",
        description = "Create an account",
        detailedDescription =
                "A credential that is given without its value is asked for, so that it stands in no history.")
public final class AccountCreate extends AccountChange {
    @Argument(index = 0, name = "name", description = "What people call it; unique", required = true)
    String name;

    @Argument(index = 1, name = "executor", description = "The kind of cloud; see executor:list", required = true)
    @Completion(ExecutorNames.class)
    String executor;

    @Option(
            name = "--setting",
            aliases = "-s",
            description = "name=value, as executor:show tells them",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SettingNames.class)
    List<String> settings = new ArrayList<>();

    @Option(
            name = "--credential",
            aliases = "-c",
            description = "name=value, or name alone to be asked",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(CredentialNames.class)
    List<String> credentials = new ArrayList<>();

    @Override
    protected int run() throws Exception {
        var draft = new AccountDraft(name, executor, Pairs.of(settings), secrets(credentials));
        tellOf("create", accounts.create(draft, asked(), Account::name));
        return 0;
    }
}
