package cloud.dispatcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.api.Documents;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Durations;
import cloud.dispatcher.model.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every command of ours does alike: what was refused becomes one sentence and exit code 1, an internal error is logged here and nowhere
 * else, and what is shown is a table for people or JSON for programs. It prints to {@link System#out}, which the shell leads to wherever the
 * command's output goes, a pipe included.
 */
public abstract class ShellCommand implements Action {
    private static final Logger LOG = LoggerFactory.getLogger(ShellCommand.class);
    private static final int IN = 0;
    private static final int OUT = 1;

    @Option(name = "--format", description = "table; or json, with the field names of the REST API")
    @Completion(
            value = StringsCompleter.class,
            values = {"table", "json"})
    String format = "table";

    @Option(name = "--no-format", description = "Values only, between tabs")
    boolean plain;

    @Reference
    protected Session session;

    @Reference(optional = true)
    @Nullable
    Documents documents;

    /** Does the work, and returns the exit code. */
    protected abstract int run() throws Exception;

    @Override
    public final Object execute() throws Exception {
        try (var ignored = AuditContext.begin(getClass(), session)) {
            refuseBadFormat();
            return run();
        } catch (RejectedException e) {
            throw refused(sentence(e));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} failed with an internal error.", AuditContext.name(getClass()), e);
            throw refused("This failed with an internal error: " + e + ". The log tells where.");
        } finally {
            System.out.flush();
        }
    }

    private void refuseBadFormat() throws CommandException {
        if (!format.equals("table") && !format.equals("json")) {
            throw refused("There is no format " + format + "; there are table, json.");
        }
        if (format() == OutputFormat.JSON && documents == null) {
            throw refused("JSON is written by dispatcher-http, which is not in this container; feature:install"
                    + " dispatcher-http adds it.");
        }
    }

    /** How this command shall show what it shows. */
    protected final OutputFormat format() {
        if (format.equals("json")) {
            return OutputFormat.JSON;
        }
        return plain ? OutputFormat.VALUES : OutputFormat.TABLE;
    }

    /** Shows things of one type, as JSON a list. */
    protected final <T> void list(List<T> items, Table<T> table) {
        list(items, table, documents -> documents.list(items));
    }

    protected final <T> void list(List<T> items, Table<T> table, Function<Documents, String> json) {
        switch (format()) {
            case TABLE -> table.print(items, width());
            case VALUES -> table.printValues(items);
            case JSON -> print(json);
        }
    }

    /** Shows each of these in full; as JSON the one, or a list of several. */
    protected final <T> void detail(List<T> items, Function<T, DetailTable> table) {
        detail(items, table, (documents, item) -> documents.of(item));
    }

    protected final <T> void detail(
            List<T> items, Function<T, DetailTable> table, BiFunction<Documents, T, String> json) {
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            switch (format()) {
                case TABLE -> {
                    System.out.print(i > 0 ? System.lineSeparator() : "");
                    table.apply(item).print(width());
                }
                case VALUES -> table.apply(item).printValues();
                case JSON -> print(documents -> json.apply(documents, item));
            }
        }
    }

    /** Shows something of which people are told in lines, and programs in a table's values; only what is needed for that is called. */
    protected final <T> void tell(
            Supplier<String> lines, List<T> items, Table<T> values, Function<Documents, String> json) {
        switch (format()) {
            case TABLE -> System.out.println(printable(lines.get()));
            case VALUES -> values.printValues(items);
            case JSON -> print(json);
        }
        System.out.flush();
    }

    private void print(Function<Documents, String> json) {
        if (documents != null) {
            System.out.println(Text.escaped(json.apply(documents)));
        }
    }

    /** Tells people a line, and programs nothing. */
    protected final void remark(String line) {
        if (format() == OutputFormat.TABLE && !line.isEmpty()) {
            System.out.println(printable(line));
        }
    }

    /** Ends the command with this one sentence. */
    protected static CommandException refused(String sentence) {
        var printable = printable(sentence);
        return new CommandException(printable, printable);
    }

    /** Lines that steer no terminal, whatever the names in them hold. */
    private static String printable(String text) {
        return text.lines()
                .map(line -> Text.isUnprintable(line) ? Text.oneLine(line) : line)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** @throws CommandException for a number outside of its limits */
    protected static void requireWithin(String option, int number, int least, int most) throws CommandException {
        if (number < least || number > most) {
            throw refused(option + " is not within " + least + " to " + most + ": " + number);
        }
    }

    /** @throws CommandException for what is no duration, or not within these limits */
    protected static Duration duration(String option, String text, Duration least, Duration most)
            throws CommandException {
        try {
            var duration = Durations.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            throw refused(option + ": " + e.getMessage());
        }
        throw refused(option + " is not within " + DisplayText.span(least) + " to " + DisplayText.span(most) + ": "
                + Text.oneLine(text));
    }

    /** The width of the terminal that shows what is printed; 0 where none does: in a pipe, in a script. */
    protected final int width() {
        var process = Process.Utils.current();
        if (process != null && !process.isTty(OUT)) {
            return 0;
        }
        var terminal = session.getTerminal();
        if (terminal != null) {
            return terminal.getWidth();
        }
        return session.get("COLUMNS") instanceof Integer columns ? columns : 0; // the control socket's client tells it
    }

    /** The height of the terminal, or what every terminal has. */
    protected final int height() {
        var terminal = session.getTerminal();
        return terminal != null && terminal.getHeight() > 0 ? terminal.getHeight() : 24;
    }

    /**
     * Whether a person types what this command reads: that is a question of its input alone, wherever its output goes. The control socket's
     * client tells it; a command that ssh runs is told the kind of its terminal (RFC 4254, 6.2) where it has one.
     */
    private boolean isTyped() {
        var process = Process.Utils.current();
        return (process == null || process.isTty(IN))
                && (session.getTerminal() != null
                        || Boolean.TRUE.equals(session.get("TYPED"))
                        || session.get("TERM") instanceof String);
    }

    /**
     * Asks before something is destroyed.
     *
     * @param isForced whether the answer was given with the command
     * @throws CommandException when the answer is not yes, and where no person can be asked
     */
    protected final void confirm(boolean isForced, String question) throws IOException, CommandException {
        if (isForced) {
            return;
        }
        if (!isTyped()) {
            throw refused(
                    question + " There is no terminal to ask at: repeat the command with --force. Nothing was done.");
        }
        var prompt = Text.oneLine(question) + " (y/N) ";
        String answer;
        if (session.getTerminal() == null) {
            System.err.print(prompt); // the output may go to a file
            System.err.flush();
            answer = new BufferedReader(new InputStreamReader(session.getKeyboard(), UTF_8)).readLine();
        } else {
            answer = session.readLine(prompt, null);
        }
        if (answer == null || !answer.strip().matches("(?i)y|yes")) {
            throw refused("Nothing was done.");
        }
    }

    /** Asks for a secret, which no terminal shows. */
    protected final String hidden(String prompt) throws Exception {
        if (session.getTerminal() != null) {
            return session.readLine(prompt, '*');
        }
        if (!(session.get("HIDDEN_LINE") instanceof Callable<?> line)) { // the control socket reads it from its client
            throw refused("A secret cannot be asked for here without showing it: use a terminal.");
        }
        System.out.print(prompt);
        System.out.flush();
        return String.valueOf(line.call());
    }

    static String sentence(RejectedException e) {
        var text = new StringBuilder(Text.oneLine(String.valueOf(e.getMessage())));
        for (var field : e.fields()) {
            if (field.detail().equals(e.getMessage())) {
                continue; // it is all that is wrong, and was said
            }
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(Text.oneLine(field.pointer().replaceFirst("^/(actions/\\d+/)?", "")))
                    .append(": ")
                    .append(Text.oneLine(field.detail()));
        }
        return text.toString();
    }
}
