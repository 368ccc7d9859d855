package cloud.dispatcher.shell.log;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.AuditContext;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationCompleter;
import cloud.dispatcher.shell.ServerCompleter;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
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
        detailedDescription = "Example: log:trace --server web-1 --for 10m (without options: what is traced now)")
public final class LogTrace extends ShellCommand {
    private static final Logger LOG = LoggerFactory.getLogger(LogTrace.class);
    private static final Duration MOST = Duration.ofHours(24);
    private static final Table<TraceClient.Trace> TABLE = Table.<TraceClient.Trace>of("Nothing is traced.")
            .whole("Traced", TraceClient.Trace::key)
            .id("Id", TraceClient.Trace::id)
            .spare("Ends in", trace -> DisplayText.span(trace.left()));

    @Option(name = "--operation", description = "Only this operation")
    @Completion(OperationCompleter.class)
    @Nullable
    String operation;

    @Option(name = "--server", description = "Only this server")
    @Completion(ServerCompleter.class)
    @Nullable
    String server;

    @Option(name = "--account", aliases = "-a", description = "Only this account")
    @Completion(AccountCompleter.class)
    @Nullable
    String account;

    @Option(name = "--for", description = "How long, to 24h: 90s, 10m, 2h, or ISO 8601")
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
        var now = TraceClient.all()
                .orElseThrow(() -> refused("This container cannot trace: install the feature dispatcher-log, "
                        + "and set log4j2.filter.traced.type = Traced in etc/org.ops4j.pax.logging.cfg."));
        var named = named();
        if (off) {
            end(named, now);
        } else if (named.isEmpty()) {
            list(now, TABLE, documents -> TraceClient.json(now));
        } else {
            begin(named);
        }
        return 0;
    }

    /** What was named, as the MDC has it. */
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
        var time = duration("--for", span, Duration.ofSeconds(1), MOST);
        for (var each : named.entrySet()) {
            TraceClient.begin(each.getKey(), each.getValue(), time);
            LOG.info(
                    "Everything about {} {} is logged for {}.", each.getKey(), each.getValue(), DisplayText.span(time));
            AuditContext.accepted("trace", each.getKey() + " " + each.getValue());
        }
        var begun = traces(named, TraceClient.all().orElse(List.of()));
        tell(
                () -> lines(
                        named.entrySet(),
                        each -> "Tracing " + each.getKey() + " " + each.getValue() + " for " + DisplayText.span(time)
                                + ". Follow it with bin/dispatcher tail --" + each.getKey() + " " + each.getValue()),
                begun,
                TABLE,
                documents -> TraceClient.json(begun));
    }

    private void end(Map<String, String> named, List<TraceClient.Trace> now) throws JMException {
        var ended = named.isEmpty() ? now : traces(named, now);
        for (var trace : ended) {
            TraceClient.end(trace.key(), trace.id());
        }
        tell(
                () -> ended.isEmpty()
                        ? "Nothing of that name was traced."
                        : lines(ended, each -> "No longer tracing " + each.key() + " " + each.id() + "."),
                ended,
                TABLE,
                documents -> TraceClient.json(ended));
    }

    private static List<TraceClient.Trace> traces(Map<String, String> named, List<TraceClient.Trace> all) {
        return all.stream()
                .filter(each -> each.id().equals(named.get(each.key())))
                .toList();
    }

    private static <T> String lines(Collection<T> each, Function<T, String> line) {
        return each.stream().map(line).collect(Collectors.joining(System.lineSeparator()));
    }
}
