package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Catalog;
import java.util.List;
import java.util.function.Predicate;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes what the account's cloud offers: that of the account on the line, or of every account while none stands there. */
abstract class CatalogNames implements Completer {
    @Reference
    Accounts accounts;

    abstract List<Catalog.Choice> choices(Catalog catalog);

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        var names = accounts.list().stream()
                .filter(meant(line))
                .flatMap(account -> offered(account).stream())
                .map(Catalog.Choice::name)
                .distinct()
                .toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }

    private static Predicate<Account> meant(CommandLine line) {
        var words = List.of(line.getArguments());
        int option = Math.max(words.indexOf("--account"), words.indexOf("-a"));
        if (option < 0 || option + 1 >= words.size()) {
            return any -> true;
        }
        var name = words.get(option + 1);
        return one -> one.name().equals(name) || one.id().value().equals(name);
    }

    private List<Catalog.Choice> offered(Account account) {
        try {
            return choices(accounts.catalog(account.id()).catalog());
        } catch (RejectedException noAnswer) {
            return List.of();
        }
    }
}
