package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.ExecutorCompleter;
import cloud.dispatcher.shell.KeyValues;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:create}. */
@Service
@Command(
        scope = "account",
        name = "create",
        description = "Create an account",
        detailedDescription = "Example: account:create lab simulator --setting bootTime=2s")
public final class AccountCreate extends AccountEdit {
    @Argument(index = 0, name = "name", description = "Its name, which is unique", required = true)
    String name;

    @Argument(index = 1, name = "executor", description = "The kind of cloud; see executor:list", required = true)
    @Completion(ExecutorCompleter.class)
    String executor;

    @Override
    protected int run() throws Exception {
        var draft = new AccountDraft(name, executor, KeyValues.of(settings), secrets());
        report("create", accounts.create(draft, asked(), Account::name));
        return 0;
    }
}
