package cloud.dispatcher.shell.control;

import cloud.dispatcher.api.Status;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Queue;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Words;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code dispatcher:status}. Its exit code is 3 while the dispatcher is stopped, as the LSB asks of an init script's status. */
@Service
@Command(scope = "dispatcher", name = "status", description = "Tell what runs, and what is waiting")
public final class DispatcherStatus extends ShellCommand {
    private static final int STOPPED = 3;

    @Reference
    Switch dispatcher;

    @Reference
    Status status;

    @Override
    protected int run() {
        var now = status.snapshot();
        line(
                "container",
                "running since " + Words.span(now.uptime()) + " on " + now.node() + ", version " + now.version());
        line("dispatcher", dispatcher.isRunning() ? running() : "stopped; start it with dispatcher:start");
        line("pinger", pinger(now));
        line("executors", executors(now));
        line("queue", queue(now.queue()));
        line("outages", now.openOutages() == 0 ? "none open" : now.openOutages() + " open");
        return dispatcher.isRunning() ? 0 : STOPPED;
    }

    private String running() {
        var stages = dispatcher.summary();
        return stages.isEmpty() ? "running" : "running: " + String.join(", ", stages);
    }

    private static String pinger(Status.Snapshot now) {
        return switch (now.pinger()) {
            case RUNNING -> now.pingerSays() == null ? "running" : "running: " + now.pingerSays();
            case STOPPED -> "stopped; start it with pinger:start";
            case ABSENT -> "not installed";
        };
    }

    private static String executors(Status.Snapshot now) {
        var each = now.executors().stream()
                .map(one -> one.name() + " " + one.state().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return each.isEmpty() ? "none" : each;
    }

    private static String queue(Queue queue) {
        var text = new StringBuilder(queue.due() + " due, " + queue.running() + " running");
        queue.waiting().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> text.append(", ")
                        .append(each.getValue())
                        .append(" waiting for ")
                        .append(each.getKey()));
        return text.toString();
    }

    private static void line(String what, String text) {
        System.out.printf(Locale.ROOT, "%-11s %s%n", what, text);
    }
}
