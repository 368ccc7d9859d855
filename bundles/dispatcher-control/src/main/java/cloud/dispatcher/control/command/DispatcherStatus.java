package cloud.dispatcher.control.command;

import cloud.dispatcher.api.Documents;
import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Status;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.control.etc.LogRoutes;
import cloud.dispatcher.control.ssh.ShellGaps;
import cloud.dispatcher.model.StoreSummary;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;

/** {@code dispatcher:status}. Its exit code is 3 while the dispatcher is stopped, as the LSB asks of an init script's status. */
@Service
@Command(
        scope = "dispatcher",
        name = "status",
        description = "Tell what runs, and what is waiting",
        detailedDescription = "Example: dispatcher:status --format json")
public final class DispatcherStatus implements Action {
    private static final int STOPPED = 3;

    @Option(name = "--format", description = "table; or json, with the field names of the REST API")
    @Completion(
            value = StringsCompleter.class,
            values = {"table", "json"})
    String format = "table";

    @Reference
    Switch dispatcher;

    @Reference
    ConfigurationAdmin configurations;

    @Reference(optional = true)
    @Nullable
    Documents documents;

    @Reference(optional = true)
    @Nullable
    Status status;

    @Override
    public @Nullable Object execute() throws CommandException {
        if (format.equals("json")) {
            System.out.println(json());
        } else if (!format.equals("table")) {
            throw refused("There is no format " + format + "; there are table, json.");
        } else if (status == null) {
            line("container", "running");
            line("dispatcher", dispatcher());
            var why = dispatcher.failures();
            line("engine", "not there; " + (why.isEmpty() ? "the log tells why" : String.join("; ", why)));
        } else {
            tell(status.snapshot());
        }
        if (format.equals("table")) {
            tellOfLog();
            tellOfShell();
        }
        System.out.flush();
        return dispatcher.isRunning() ? null : STOPPED;
    }

    private String json() throws CommandException {
        if (status == null || documents == null) {
            throw refused(
                    "JSON cannot be written: a part of the dispatcher is missing. bin/dispatcher status tells which.");
        }
        return documents.of(status.snapshot());
    }

    private static CommandException refused(String sentence) {
        return new CommandException(sentence, sentence);
    }

    private void tell(Status.Snapshot now) {
        line("container", "running for " + span(now.uptime()) + " on " + now.node() + ", version " + now.version());
        line("dispatcher", dispatcher());
        line("pinger", pinger(now));
        line("executors", executors(now));
        line("queue", queue(now));
        line("store", now.trouble() == null ? store(now.store()) : now.trouble());
        if (now.store().setAside() != null) {
            line("damaged", now.store().setAside());
        }
        now.problems().forEach(problem -> line("problem", problem));
        line("outages", now.openOutages() == 0 ? "none open" : now.openOutages() + " open");
    }

    private void tellOfLog() {
        var unwritten = LogRoutes.now(configurations).unwritten();
        if (!unwritten.isEmpty()) {
            line(
                    "log",
                    "of " + String.join(", ", unwritten)
                            + " nothing is written: etc/org.ops4j.pax.logging.cfg leads to no file (data/log/boot.log"
                            + " tells why), or the file was removed (shutdown and start make it anew)");
        }
    }

    private void tellOfShell() {
        var open = ShellGaps.of(configurations);
        if (!open.isEmpty()) {
            line("shell", "leaves open to ssh users without the role admin: " + String.join(", ", open));
        }
    }

    private String dispatcher() {
        if (!dispatcher.isRunning()) {
            return dispatcher
                    .notRunningReason()
                    .map(why -> "not running: " + why)
                    .orElse("stopped; start it with bin/dispatcher start");
        }
        var stages = dispatcher.summary();
        return stages.isEmpty() ? "running" : "running: " + String.join(", ", stages);
    }

    private static String store(StoreSummary store) {
        var oldest = store.oldestEvent();
        return "%.1f MB, %d servers, %d operations, %d events%s"
                .formatted(
                        store.bytes() / 1e6,
                        store.servers(),
                        store.operations(),
                        store.events(),
                        oldest == null ? "" : " since " + oldest.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String pinger(Status.Snapshot now) {
        return switch (now.pinger()) {
            case RUNNING -> now.pingerSays() == null ? "running" : "running: " + now.pingerSays();
            case STOPPED -> now.pingerSays() + ", no server is asked; start it with bin/dispatcher pinger:start";
            case ABSENT -> "not installed";
        };
    }

    private static String executors(Status.Snapshot now) {
        var each = now.executors().stream()
                .map(one -> one.name() + " " + word(one.state()))
                .collect(Collectors.joining(", "));
        return each.isEmpty() ? "none" : each;
    }

    private static String word(Executors.State state) {
        return switch (state) {
            case ACTIVE -> "active";
            case WAITING -> "waits for the start";
            case ABSENT -> "absent";
        };
    }

    private static String queue(Status.Snapshot now) {
        var text = new StringBuilder(now.queue().due() + " due, " + now.queue().running() + " running");
        now.queue().waiting().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> text.append(", ")
                        .append(each.getValue())
                        .append(" waiting for ")
                        .append(each.getKey()));
        return text.toString();
    }

    private static String span(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    private static void line(String what, String text) {
        System.out.printf(Locale.ROOT, "%-11s %s%n", what, text);
    }
}
