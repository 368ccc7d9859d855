package cloud.dispatcher.shell;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes an option that is one of a few words: those of the option before the cursor. */
@Service
public final class EnumCompleter implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(words(line)).complete(session, line, candidates);
    }

    private static List<String> words(CommandLine line) {
        return switch (CompletedOption.of(line)) {
            case "--action" -> EnumOption.words(ActionKind.class);
            case "--heartbeat" -> EnumOption.words(Verdict.class);
            default ->
                line.getArguments()[0].startsWith("operation")
                        ? EnumOption.words(OperationState.class)
                        : EnumOption.words(ServerState.class);
        };
    }
}
