package cloud.dispatcher.shell;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Account;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the name of an account. */
@Service
public final class AccountCompleter implements Completer {
    @Reference
    Accounts accounts;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var names = accounts.list().stream().map(Account::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
