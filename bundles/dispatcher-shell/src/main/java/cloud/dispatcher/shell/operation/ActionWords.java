package cloud.dispatcher.shell.operation;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.shell.Choice;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes an action. */
@Service
public final class ActionWords implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(Choice.words(ActionKind.class)).complete(session, line, candidates);
    }
}
