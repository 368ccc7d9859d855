package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        description = "Show the sizes, images, networks, zones and key pairs that a launch can name",
        detailedDescription = "Example: account:catalog lab")
public final class AccountCatalog extends ShellCommand {
    @Argument(name = "account", description = "Name or id", required = true)
    @Completion(AccountCompleter.class)
    String name;

    @Reference
    Accounts accounts;

    @Override
    protected int run() {
        var account = Lookup.account(accounts, name);
        var offer = accounts.catalog(account.id());
        var catalog = offer.catalog();
        var rows = Stream.of(
                        rows("size", catalog.sizes()),
                        rows("image", catalog.images()),
                        rows("network", catalog.networks()),
                        rows("zone", catalog.zones()),
                        rows("key pair", catalog.keyPairs()))
                .flatMap(each -> each)
                .toList();
        var table = Table.<Map.Entry<String, Catalog.Choice>>of(
                        "The cloud of " + account.name() + " offers nothing to choose.")
                .whole("Kind", Map.Entry::getKey)
                .name("Name", row -> row.getValue().name())
                .text("Title", row -> row.getValue().title());
        list(rows, table, documents -> documents.of(offer));
        return 0;
    }

    private static Stream<Map.Entry<String, Catalog.Choice>> rows(String kind, List<Catalog.Choice> choices) {
        return choices.stream().map(choice -> Map.entry(kind, choice));
    }
}
