package cloud.dispatcher.shell.event;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.EventTable;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code event:list}: the last events of the journal. */
@Service
@Command(scope = "event", name = "list", description = "List the last events")
public final class EventList extends EventCommand {
    @Option(name = "--last", aliases = "-n", description = "How many, to 1000")
    int last = 50;

    @Override
    protected int run() throws Exception {
        if (last < 1 || last > Paging.MOST) {
            throw refused("--last is not within 1 to " + Paging.MOST + ": " + last);
        }
        var found = found(query());
        show(() -> EventTable.of("No such event.", found), documents -> documents.list(found));
        return 0;
    }

    private List<Event> found(EventQuery query) {
        if (query.equals(EventQuery.all())) {
            return events.after(Math.max(0, events.newest() - last), query, last);
        }
        var newest = new ArrayDeque<Event>(); // the journal is read forwards only
        long number = Math.max(0, events.oldest() - 1);
        List<Event> batch;
        do {
            batch = events.after(number, query, Paging.MOST);
            for (var event : batch) {
                number = event.number();
                newest.add(event);
                if (newest.size() > last) {
                    newest.remove();
                }
            }
        } while (batch.size() == Paging.MOST);
        return List.copyOf(newest);
    }
}
