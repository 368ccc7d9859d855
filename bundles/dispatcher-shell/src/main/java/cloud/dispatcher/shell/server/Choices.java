package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Catalog;
import java.util.List;
import java.util.function.Function;

/** What the catalogs offer. */
final class Choices {
    private Choices() {}

    /** The words of every account's cloud that answers. */
    static List<String> of(Accounts accounts, Function<Catalog, List<Catalog.Choice>> kind) {
        return accounts.list().stream()
                .flatMap(account -> offered(accounts, account.id(), kind).stream())
                .map(Catalog.Choice::name)
                .distinct()
                .toList();
    }

    private static List<Catalog.Choice> offered(
            Accounts accounts, AccountId account, Function<Catalog, List<Catalog.Choice>> kind) {
        try {
            return kind.apply(accounts.catalog(account).catalog());
        } catch (RejectedException noAnswer) {
            return List.of();
        }
    }
}
