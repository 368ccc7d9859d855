package cloud.dispatcher.shell.event;

import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.Text;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.EventTable;
import cloud.dispatcher.shell.EventWaiter;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code event:watch}: the events as they happen; as JSON, a document for each. */
@Service
@Command(
        scope = "event",
        name = "watch",
        description = "Show the last events and those that happen, until Ctrl-C or until the dispatcher stops",
        detailedDescription = "Example: event:watch --account lab")
public final class EventWatch extends EventCommand {
    private static final int AT_ONCE = 500;

    @Reference
    Switch dispatcher;

    public EventWatch() {
        super(10);
    }

    @Override
    protected int run() throws Exception {
        var query = query();
        boolean wasRunning = dispatcher.isRunning();
        long number = Math.max(0, events.newest() - limit(0));
        try (var waiter = new EventWaiter(events)) {
            while (true) {
                boolean stopped = wasRunning && !dispatcher.isRunning();
                long newest = events.newest();
                var batch = events.after(number, query, AT_ONCE);
                batch.forEach(this::tell);
                if (batch.size() == AT_ONCE) {
                    number = batch.get(AT_ONCE - 1).number();
                    continue;
                }
                number = batch.stream().mapToLong(Event::number).reduce(newest, Math::max);
                if (stopped) {
                    remark("The dispatcher is stopped.");
                    return 0;
                }
                waiter.await();
            }
        }
    }

    private void tell(Event event) {
        tell(
                () -> event.number() + " " + DisplayText.time(event.at()) + " " + event.type() + " "
                        + Text.oneLine(event.message()),
                List.of(event),
                EventTable.TABLE,
                documents -> documents.of(event));
    }
}
