package cloud.dispatcher.shell.event;

import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.EventTable;
import cloud.dispatcher.shell.Format;
import cloud.dispatcher.shell.News;
import cloud.dispatcher.shell.Words;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code event:watch}: the events as they happen; as JSON, a document for each. */
@Service
@Command(
        scope = "event",
        name = "watch",
        description = "Show the events as they happen, until Ctrl-C or until the dispatcher stops")
public final class EventWatch extends EventCommand {
    private static final int AT_ONCE = 500;

    @Option(name = "--last", aliases = "-n", description = "How many earlier numbers to begin with, to 1000")
    int last = 10;

    @Reference
    Switch dispatcher;

    @Override
    protected int run() throws Exception {
        if (last < 0 || last > Paging.MOST) {
            throw refused("--last is not within 0 to " + Paging.MOST + ": " + last);
        }
        var query = query();
        boolean wasRunning = dispatcher.isRunning();
        long number = Math.max(0, events.newest() - last);
        try (var news = new News(events)) {
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
                    if (format() == Format.TABLE) {
                        System.out.println("The dispatcher is stopped.");
                    }
                    return 0;
                }
                news.await();
            }
        }
    }

    private void tell(Event event) {
        tell(
                () -> event.number() + " " + Words.time(event.at()) + " " + event.type() + " "
                        + Words.oneLine(event.message()),
                () -> EventTable.of("", List.of(event)),
                documents -> documents.of(event));
    }
}
