package cloud.dispatcher.control.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.control.Json;
import cloud.dispatcher.control.etc.ConfigEntry;
import cloud.dispatcher.control.etc.ConfigReconciler;
import cloud.dispatcher.control.etc.ConfigValidator;
import cloud.dispatcher.model.SpellingSuggestion;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code dispatcher:config}. It refers to this bundle alone: it answers above all when another does not. */
@Service
@Command(
        scope = "dispatcher",
        name = "config",
        description =
                "Show the keys of the files in etc/: the effective value, the default, and where the value is from",
        detailedDescription = "Example: dispatcher:config http.port")
public final class DispatcherConfig implements Action {
    @Argument(name = "filter", description = "A file (http), a key (port), or a piece of either")
    @Completion(ConfigNames.class)
    String filter = "";

    @Option(name = "--no-format", description = "Values only, between tabs")
    boolean plain;

    @Option(name = "--format", description = "json: for programs")
    @Completion(value = StringsCompleter.class, values = "json")
    @Nullable
    String format;

    @Reference
    Session session;

    @Reference
    ConfigValidator configurations;

    @Reference
    ConfigReconciler files;

    @Override
    public @Nullable Object execute() throws CommandException {
        var all = configurations.entries();
        var rows = all.stream().filter(row -> row.matches(filter)).toList();
        if (rows.isEmpty()) {
            throw refused("There is no key like " + filter + "; "
                    + SpellingSuggestion.of(
                                    filter, all.stream().map(ConfigEntry::name).toList())
                            .map(name -> "did you mean " + name + "?")
                            .orElse("dispatcher:config shows all."));
        }
        if (format != null) {
            if (!format.equals("json")) {
                throw refused("There is no format " + format + "; there is json.");
            }
            System.out.println(json(rows));
        } else if (plain) {
            rows.forEach(row ->
                    System.out.println(String.join("\t", row.name(), row.value(), row.defaultValue(), row.origin())));
        } else {
            print(rows);
        }
        System.out.flush();
        return null;
    }

    private static CommandException refused(String sentence) {
        return new CommandException(sentence, sentence);
    }

    /** One key alone is shown with its meaning. */
    private void print(List<ConfigEntry> rows) {
        var table = new ShellTable();
        if (columns() > 0) {
            table.size(columns()); // the last column gives way
        }
        table.column("Key");
        table.column("Value");
        table.column("Default");
        table.column("Source");
        rows.forEach(row -> table.addRow().addContent(row.name(), row.value(), row.defaultValue(), row.origin()));
        table.print(System.out, UTF_8, true);
        if (rows.size() == 1) {
            System.out.println(meaning(rows.get(0)));
        }
        if (filter.isEmpty()) {
            files.strayFiles().forEach(stray -> System.out.println("Not read: etc/" + stray));
        }
    }

    private static String meaning(ConfigEntry row) {
        var allowed = row.allowed().isEmpty() ? "" : "; allowed is " + row.allowed();
        return row.description() + allowed + " (etc/" + row.pid() + ".cfg)";
    }

    /** The width of the terminal; 0 where there is none. */
    private int columns() {
        var terminal = session.getTerminal();
        if (terminal != null) {
            return terminal.getWidth();
        }
        return session.get("COLUMNS") instanceof Integer columns ? columns : 0; // the control socket's client tells it
    }

    private static String json(List<ConfigEntry> rows) {
        return rows.stream()
                .map(DispatcherConfig::json)
                .collect(Collectors.joining(",\n  ", "{\"items\": [\n  ", "\n]}"));
    }

    private static String json(ConfigEntry row) {
        return "{\"file\": %s, \"key\": %s, \"value\": %s, \"default\": %s, \"from\": %s, \"allowed\": %s, \"description\": %s}"
                .formatted(
                        Json.quoted("etc/" + row.pid() + ".cfg"),
                        Json.quoted(row.key()),
                        Json.quoted(row.value()),
                        Json.quoted(row.defaultValue()),
                        Json.quoted(row.origin()),
                        Json.quoted(row.allowed()),
                        Json.quoted(row.description()));
    }
}
