package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Text;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.EventTable;
import cloud.dispatcher.shell.EventWaiter;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationCompleter;
import cloud.dispatcher.shell.OutputFormat;
import cloud.dispatcher.shell.ShellCommand;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code operation:tail}: the events of one operation from its first to its last; as JSON, a document for each. People see its progress between them. */
@Service
@Command(
        scope = "operation",
        name = "tail",
        description = "Follow the events and the progress of one operation until it is over",
        detailedDescription = "Example: operation:tail 019ab5d2-7c1e-7f00")
public final class OperationTail extends ShellCommand {
    @Argument(name = "operation", description = "Id or the beginning of an id", required = true)
    @Completion(OperationCompleter.class)
    String id;

    @Reference
    Operations operations;

    @Reference
    Events events;

    @Reference
    Switch dispatcher;

    private String told = "";

    @Override
    protected int run() throws Exception {
        var operation = Lookup.operation(operations, id).id();
        var query = new EventQuery(null, null, operation);
        long number = Math.max(0, events.oldest() - 1);
        try (var waiter = new EventWaiter(events)) {
            while (true) {
                boolean stopped = !dispatcher.isRunning();
                var now = operations.find(operation); // read before its events: once it is over, all of them are there
                List<Event> batch;
                do {
                    batch = events.after(number, query, Paging.MOST);
                    batch.forEach(this::tell);
                    number = batch.isEmpty()
                            ? number
                            : batch.get(batch.size() - 1).number();
                } while (batch.size() == Paging.MOST);
                if (now.state().isOver()) {
                    return OperationFollower.code(List.of(now));
                }
                tellProgress(now);
                if (stopped) {
                    throw refused(OperationFollower.STOPPED);
                }
                waiter.await();
            }
        }
    }

    private void tell(Event event) {
        tell(
                () -> line(event.at(), event.type(), event.message()),
                List.of(event),
                EventTable.TABLE,
                documents -> documents.of(event));
    }

    private void tellProgress(Operation now) {
        var detail = DisplayText.detail(now);
        if (format() == OutputFormat.TABLE && !detail.equals(told)) {
            System.out.println(line(Instant.now(), "progress", detail));
            System.out.flush();
        }
        told = detail;
    }

    private static String line(Instant at, String type, String message) {
        return DisplayText.time(at) + " " + type + " " + Text.oneLine(message);
    }
}
