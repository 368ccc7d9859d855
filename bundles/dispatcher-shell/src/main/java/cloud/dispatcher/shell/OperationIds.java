package cloud.dispatcher.shell;

import cloud.dispatcher.api.Operations;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Paging;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the id of an operation: one of the newest hundred. */
@Service
public final class OperationIds implements Completer {
    private static final int NEWEST = 100;

    @Reference
    Operations operations;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var ids = operations.list(OperationQuery.all(), Paging.first(NEWEST)).items().stream()
                .map(one -> one.id().value())
                .toList();
        return new StringsCompleter(ids).complete(session, line, candidates);
    }
}
