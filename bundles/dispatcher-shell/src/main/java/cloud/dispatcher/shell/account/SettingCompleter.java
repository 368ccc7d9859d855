package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.shell.CompletedOption;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes {@code name=} of the settings or the credentials of any executor; no space comes before the value. */
@Service
public final class SettingCompleter implements Completer {
    @Reference
    Executors executors;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(pairs(line)).complete(session, line, candidates);
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        pairs(line).forEach(pair -> candidates.add(new Candidate(pair, false)));
    }

    private List<String> pairs(CommandLine line) {
        var isCredential = List.of("--credential", "-c").contains(CompletedOption.of(line));
        return executors.list().stream()
                .flatMap(executor -> (isCredential ? executor.credentials() : executor.settings()).stream())
                .map(setting -> setting.name() + "=")
                .distinct()
                .toList();
    }
}
