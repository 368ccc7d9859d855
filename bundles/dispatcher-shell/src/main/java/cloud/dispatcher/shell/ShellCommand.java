package cloud.dispatcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.api.Documents;
import cloud.dispatcher.api.RejectedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/**
 * What every command of ours does alike: what was refused becomes one sentence and exit code 1, and what is
 * shown is a table for people or JSON for programs. It prints to {@link System#out}, which the shell leads to wherever the command's output
 * goes, a pipe included.
 */
public abstract class ShellCommand implements Action {
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
        try (var ignored = Trail.begin(getClass(), session)) {
            refuseBadFormat();
            return run();
        } catch (RejectedException e) {
            throw refused(sentence(e));
        } finally {
            System.out.flush();
        }
    }

    private void refuseBadFormat() throws CommandException {
        if (!format.equals("table") && !format.equals("json")) {
            throw refused("There is no format " + format + "; there are table, json.");
        }
        if (format() == Format.JSON && documents == null) {
            throw refused("JSON is written by dispatcher-http, which is not in this container; feature:install"
                    + " dispatcher-http adds it.");
        }
    }

    /** How this command shall show what it shows. */
    protected final Format format() {
        if (format.equals("json")) {
            return Format.JSON;
        }
        return plain ? Format.VALUES : Format.TABLE;
    }

    /** Shows something as it is asked for; only what is needed for that is called. */
    protected final void show(Supplier<Table> table, Function<Documents, String> json) {
        switch (format()) {
            case TABLE -> table.get().print(width());
            case VALUES -> table.get().printValues();
            case JSON -> print(json);
        }
    }

    /** Shows something of which people are told in lines, and programs in a table's values. */
    protected final void tell(Supplier<String> lines, Supplier<Table> values, Function<Documents, String> json) {
        switch (format()) {
            case TABLE -> System.out.println(lines.get());
            case VALUES -> values.get().printValues();
            case JSON -> print(json);
        }
        System.out.flush();
    }

    private void print(Function<Documents, String> json) {
        if (documents != null) {
            System.out.println(json.apply(documents));
        }
    }

    /** Ends the command with this one sentence. */
    protected static CommandException refused(String sentence) {
        return new CommandException(sentence, sentence);
    }

    /** The width of the terminal that shows what is printed; 0 where none does: in a pipe, in a script. */
    protected int width() {
        var process = Process.Utils.current();
        return process != null && !process.isTty(OUT) ? 0 : columns();
    }

    private int columns() {
        var terminal = session.getTerminal();
        if (terminal != null) {
            return terminal.getWidth();
        }
        return session.get("COLUMNS") instanceof Integer columns ? columns : 0; // the control socket's client tells it
    }

    /** The height of the terminal, or what every terminal has. */
    protected int height() {
        var terminal = session.getTerminal();
        return terminal != null && terminal.getHeight() > 0 ? terminal.getHeight() : 24;
    }

    /** Asks before something is destroyed. Where there is no terminal nobody can be asked, and the answer is yes. */
    protected boolean confirmed(String question) throws IOException {
        if (columns() == 0) {
            return true;
        }
        var prompt = question + " (y/N) ";
        String answer;
        if (session.getTerminal() == null) {
            System.out.print(prompt);
            System.out.flush();
            answer = new BufferedReader(new InputStreamReader(session.getKeyboard(), UTF_8)).readLine();
        } else {
            answer = session.readLine(prompt, null);
        }
        return answer != null && answer.strip().matches("(?i)y|yes");
    }

    /** Asks for a secret, which no terminal shows. */
    protected String hidden(String prompt) throws Exception {
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

    private static String sentence(RejectedException e) {
        var text = new StringBuilder(e.getMessage());
        for (var field : e.fields()) {
            if (field.detail().equals(e.getMessage())) {
                continue; // it is all that is wrong, and was said
            }
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(field.pointer().replaceFirst("^/(actions/\\d+/)?", ""))
                    .append(": ")
                    .append(field.detail());
        }
        return text.toString();
    }
}
