package cloud.dispatcher.shell.log;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationIds;
import cloud.dispatcher.shell.ServerNames;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Trail;
import cloud.dispatcher.shell.Words;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.JMException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code log:trace}. */
@Service
@Command(
        scope = "log",
        name = "trace",
        description = "Log everything about one operation, server or account for a while",
        detailedDescription =
                "Without options it tells who is traced. A trace ends by itself, also when the container ends.")
public final class LogTrace extends ShellCommand {
    private static final Logger LOG = LoggerFactory.getLogger(LogTrace.class);
    private static final Duration MOST = Duration.ofHours(24);

    @Option(name = "--operation", description = "Id or the end of an id")
    @Completion(OperationIds.class)
    @Nullable
    String operation;

    @Option(name = "--server", description = "Name, id or the end of an id")
    @Completion(ServerNames.class)
    @Nullable
    String server;

    @Option(name = "--account", description = "Name or id")
    @Completion(AccountNames.class)
    @Nullable
    String account;

    @Option(name = "--for", description = "How long, to 24h: 90s, 10m, 2h")
    @Completion(
            value = StringsCompleter.class,
            values = {"1m", "10m", "1h"})
    String span = "10m";

    @Option(name = "--off", description = "End the trace before its time; without a name, all")
    boolean off;

    @Reference
    Operations operations;

    @Reference
    Servers servers;

    @Reference
    Accounts accounts;

    @Override
    protected int run() throws Exception {
        var now = Traces.all()
                .orElseThrow(
                        () -> refused("Nobody can be traced in this container: install the feature dispatcher-log, "
                                + "and set log4j2.filter.traced.type = Traced in etc/org.ops4j.pax.logging.cfg."));
        var named = named();
        if (off) {
            end(named, now);
        } else if (named.isEmpty()) {
            show(now);
        } else {
            begin(named);
        }
        return 0;
    }

    /** Who was named, as the MDC has it. */
    private Map<String, String> named() {
        var named = new LinkedHashMap<String, String>();
        if (operation != null) {
            named.put("operation", Lookup.operation(operations, operation).id().value());
        }
        if (server != null) {
            named.put("server", Lookup.server(servers, server).server().id().value());
        }
        if (account != null) {
            named.put("account", Lookup.account(accounts, account).id().value());
        }
        return named;
    }

    private void begin(Map<String, String> named) throws Exception {
        var time = Span.of(span)
                .filter(each -> each.compareTo(Duration.ofSeconds(1)) >= 0 && each.compareTo(MOST) <= 0)
                .orElseThrow(() -> refused("--for is a time from 1s to 24h, such as 90s, 10m or 2h."));
        for (var each : named.entrySet()) {
            Traces.begin(each.getKey(), each.getValue(), time);
            LOG.info("Everything about {} {} is logged for {}.", each.getKey(), each.getValue(), Words.span(time));
            Trail.accepted("trace", each.getKey() + " " + each.getValue());
        }
        var begun = traces(named, Traces.all().orElse(List.of()));
        tell(
                () -> lines(
                        named.entrySet(),
                        each -> "Tracing " + each.getKey() + " " + each.getValue() + " for " + Words.span(time)
                                + ". Follow it with bin/dispatcher tail --" + each.getKey() + " " + each.getValue()),
                () -> table(begun),
                documents -> Traces.json(begun));
    }

    private void end(Map<String, String> named, List<Traces.Trace> now) throws JMException {
        var ended = named.isEmpty() ? now : traces(named, now);
        for (var trace : ended) {
            Traces.end(trace.key(), trace.id());
        }
        tell(
                () -> ended.isEmpty()
                        ? "Nobody of that name was traced."
                        : lines(ended, each -> "No longer tracing " + each.key() + " " + each.id() + "."),
                () -> table(ended),
                documents -> Traces.json(ended));
    }

    private static List<Traces.Trace> traces(Map<String, String> named, List<Traces.Trace> all) {
        return all.stream()
                .filter(each -> each.id().equals(named.get(each.key())))
                .toList();
    }

    private static <T> String lines(Collection<T> each, Function<T, String> line) {
        return each.stream().map(line).collect(Collectors.joining(System.lineSeparator()));
    }

    private void show(List<Traces.Trace> now) {
        show(() -> table(now), documents -> Traces.json(now));
    }

    private static Table table(List<Traces.Trace> now) {
        var table = Table.of("Nobody is traced.").whole("Traced").whole("Id").spare("Ends in");
        now.forEach(trace -> table.row(trace.key(), trace.id(), Words.span(trace.left())));
        return table;
    }
}
