package cloud.dispatcher.shell.event;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Words;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code event:watch}: the events as they happen. */
@Service
@Command(
        scope = "event",
        name = "watch",
        description = "Show the events as they happen, until Ctrl-C or until the dispatcher stops")
public final class EventWatch extends ShellCommand {
    private static final int LOOK_SECONDS = 1;
    private static final int AT_ONCE = 500;

    @Option(name = "--last", aliases = "-n", description = "How many earlier numbers to begin with, to 1000")
    int last = 10;

    @Reference
    Events events;

    @Reference
    Switch dispatcher;

    @Override
    protected int run() throws Exception {
        if (last < 0 || last > Paging.MOST) {
            throw refused("--last is not within 0 to " + Paging.MOST + ": " + last);
        }
        boolean wasRunning = dispatcher.isRunning();
        long number = Math.max(0, events.newest() - last);
        var news = new Semaphore(0);
        try (var subscription = events.subscribe(news::release)) {
            while (true) {
                var batch = events.after(number, EventQuery.all(), AT_ONCE);
                for (var event : batch) {
                    System.out.println(
                            event.number() + " " + Words.time(event.at()) + " " + event.type() + " " + event.message());
                    number = event.number();
                }
                System.out.flush();
                if (wasRunning && !dispatcher.isRunning()) {
                    System.out.println("The dispatcher is stopped.");
                    return 0;
                }
                if (batch.isEmpty() && news.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS)) {
                    news.drainPermits();
                }
            }
        }
    }
}
