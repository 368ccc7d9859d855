package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Catalog;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes an image of the accounts' clouds. */
@Service
public final class ImageNames implements Completer {
    @Reference
    Accounts accounts;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var names = Choices.of(accounts, Catalog::images);
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
