package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code account:catalog}: {@link Accounts#catalog}. */
@Service
@Command(
        scope = "account",
        name = "catalog",
        description = "Show the sizes, images, networks, zones and key pairs that a launch can name")
public final class AccountCatalog extends ShellCommand {
    @Argument(name = "account", description = "Name or id", required = true)
    @Completion(AccountNames.class)
    String name;

    @Reference
    Accounts accounts;

    @Override
    protected int run() {
        var account = Lookup.account(accounts, name);
        var offer = accounts.catalog(account.id());
        show(() -> table(account, offer.catalog()), documents -> documents.of(offer));
        return 0;
    }

    private static Table table(Account account, Catalog catalog) {
        var table = Table.of("The cloud of " + account.name() + " offers nothing to choose.")
                .whole("Kind")
                .whole("Name")
                .cut("Title");
        rows(table, "size", catalog.sizes());
        rows(table, "image", catalog.images());
        rows(table, "network", catalog.networks());
        rows(table, "zone", catalog.zones());
        rows(table, "key pair", catalog.keyPairs());
        return table;
    }

    private static void rows(Table table, String kind, List<Catalog.Choice> choices) {
        choices.forEach(each -> table.row(kind, each.name(), each.title()));
    }
}
