package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.shell.CompletedOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes what the account's cloud offers for the option: that of the account on the line, or of every account while none stands there. */
@Service
public final class CatalogCompleter implements Completer {
    @Reference
    Accounts accounts;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var option = CompletedOption.of(line);
        var names = accounts.list().stream()
                .filter(meant(line))
                .flatMap(account -> offered(account, option))
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

    private Stream<Catalog.Choice> offered(Account account, String option) {
        try {
            var catalog = accounts.catalog(account.id()).catalog();
            return switch (option) {
                case "--image", "-i" -> catalog.images().stream();
                case "--network" -> catalog.networks().stream();
                case "--zone" -> catalog.zones().stream();
                case "--key-pair" -> catalog.keyPairs().stream();
                default -> catalog.sizes().stream();
            };
        } catch (RejectedException noAnswer) {
            return Stream.of();
        }
    }
}
