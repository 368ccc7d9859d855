package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.model.Setting;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes {@code name=} of any executor; the value is people's own, and no space comes before it. */
abstract class PairNames implements Completer {
    @Reference
    Executors executors;

    abstract List<Setting> names(ExecutorStatus executor);

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(pairs()).complete(session, line, candidates);
    }

    @Override
    public final void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        pairs().forEach(pair -> candidates.add(new Candidate(pair, false)));
    }

    private List<String> pairs() {
        return executors.list().stream()
                .flatMap(executor -> names(executor).stream())
                .map(setting -> setting.name() + "=")
                .distinct()
                .toList();
    }
}
