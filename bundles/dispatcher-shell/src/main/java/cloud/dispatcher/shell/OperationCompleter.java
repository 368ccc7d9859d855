package cloud.dispatcher.shell;

import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Paging;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the id of an operation: one of the newest hundred, each with what it does. */
@Service
public final class OperationCompleter implements Completer {
    private static final int NEWEST = 100;

    @Reference
    Operations operations;

    @Reference
    Servers servers;

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        var titles = new ServerNameCache(servers);
        for (var one : newest()) {
            var id = one.id().value();
            candidates.add(new Candidate(id, id, null, titles.of(one.action()) + ", " + one.state(), null, null, true));
        }
    }

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var ids = newest().stream().map(one -> one.id().value()).toList();
        return new StringsCompleter(ids).complete(session, line, candidates);
    }

    private List<Operation> newest() {
        return operations.list(OperationQuery.all(), Paging.first(NEWEST)).items();
    }
}
