package cloud.dispatcher.shell.event;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.EventTable;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code event:list}: the last events of the journal. */
@Service
@Command(
        scope = "event",
        name = "list",
        description = "List the last events",
        detailedDescription = "Example: event:list --server web-1 --limit 20")
public final class EventList extends EventCommand {
    public EventList() {
        super(50);
    }

    @Override
    protected int run() throws Exception {
        list(found(query(), limit(1)), EventTable.TABLE);
        return 0;
    }

    private List<Event> found(EventQuery query, int last) {
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
