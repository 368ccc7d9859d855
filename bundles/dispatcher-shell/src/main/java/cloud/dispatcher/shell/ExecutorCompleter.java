package cloud.dispatcher.shell;

import cloud.dispatcher.api.Executors;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the name of an executor. */
@Service
public final class ExecutorCompleter implements Completer {
    @Reference
    Executors executors;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var names =
                executors.list().stream().map(Executors.ExecutorStatus::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
