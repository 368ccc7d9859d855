package cloud.dispatcher.shell;

import cloud.dispatcher.model.Verdict;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the verdict of the heartbeats. */
@Service
public final class Verdicts implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(Choice.words(Verdict.class)).complete(session, line, candidates);
    }
}
