package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Sheet;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Words;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:show}: {@link Accounts#find}, without credentials. */
@Service
@Command(scope = "account", name = "show", description = "Show one account; its credentials are never shown")
public final class AccountShow extends ShellCommand {
    @Argument(name = "account", description = "Name or id", required = true)
    @Completion(AccountNames.class)
    String name;

    @Reference
    Accounts accounts;

    @Override
    protected int run() {
        var account = Lookup.account(accounts, name);
        show(() -> table(account), documents -> documents.of(account));
        return 0;
    }

    private static Table table(Account account) {
        var sheet = new Sheet();
        sheet.put("id", account.id());
        sheet.put("name", account.name());
        sheet.put("executor", account.executor());
        sheet.put("created", Words.time(account.createdAt()));
        sheet.put("version", account.version());
        sheet.putAll("setting ", account.settings());
        return sheet.table();
    }
}
