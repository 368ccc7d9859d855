package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.shell.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Follows operations until they are over: a line for each, drawn anew in its place on a terminal, and elsewhere a line for each change. */
public final class Follow {
    private static final int LOOK_SECONDS = 1;

    private final Operations operations;
    private final Titles titles;
    private final Events events;
    private final Switch dispatcher;
    private final int columns;
    private final Map<OperationId, String> shown = new LinkedHashMap<>();

    /** Follows on a terminal of so many columns; 0 where there is none. */
    public Follow(Operations operations, Servers servers, Events events, Switch dispatcher, int columns) {
        this.operations = operations;
        this.titles = new Titles(servers);
        this.events = events;
        this.dispatcher = dispatcher;
        this.columns = columns;
    }

    /** Returns the exit code: 0 when all have succeeded; 1 when one has not, or when the dispatcher is stopped meanwhile. */
    public int untilOver(List<OperationId> ids) throws InterruptedException {
        var news = new Semaphore(0);
        try (var subscription = events.subscribe(news::release)) {
            while (true) {
                var now = ids.stream().map(operations::find).toList();
                show(now);
                if (now.stream().allMatch(one -> one.state().isOver())) {
                    return now.stream().allMatch(one -> one.state() == OperationState.SUCCEEDED) ? 0 : 1;
                }
                if (!dispatcher.isRunning()) {
                    System.out.println("The dispatcher is stopped. What is not over goes on after dispatcher:start.");
                    return 1;
                }
                // The second is for a stop, which is no event.
                if (news.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS)) {
                    news.drainPermits();
                }
            }
        }
    }

    private void show(List<Operation> now) {
        boolean redraw = columns > 0 && !shown.isEmpty();
        var out = new StringBuilder();
        if (redraw) {
            out.append("\u001b[").append(shown.size()).append('A');
        }
        for (var one : now) {
            var line = line(one);
            if (columns > 0) {
                out.append("\r\u001b[K")
                        .append(line, 0, Math.min(line.length(), columns - 1))
                        .append('\n');
            } else if (!line.equals(shown.get(one.id()))) {
                out.append(line).append('\n');
            }
            shown.put(one.id(), line);
        }
        System.out.print(out);
        System.out.flush();
    }

    private String line(Operation operation) {
        var subject = operation.action().kind().word() + " " + titles.server(operation);
        return columns > 0
                ? String.format(Locale.ROOT, "%-24s %s", subject, Words.bar(operation))
                : subject + " " + operation.id() + " " + operation.state() + " " + Words.detail(operation);
    }
}
