package cloud.dispatcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.RejectedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.ShellUtil;
import org.jspecify.annotations.Nullable;

/**
 * What every command of ours does alike: what was refused becomes one sentence and exit code 1, the actor is the JAAS user. It prints to
 * {@link System#out}, which the shell leads to wherever the command's output goes, a pipe included.
 */
public abstract class ShellCommand implements Action {
    @Reference
    protected Session session;

    /** Does the work, and returns the exit code. */
    protected abstract int run() throws Exception;

    @Override
    public final Object execute() throws Exception {
        try {
            return run();
        } catch (RejectedException e) {
            throw refused(sentence(e));
        } finally {
            System.out.flush();
        }
    }

    /** Ends the command with this one sentence. */
    protected static CommandException refused(String sentence) {
        return new CommandException(sentence, sentence);
    }

    /** The user of this session, with a reason or null. */
    protected Asked asked(@Nullable String reason) {
        var user = ShellUtil.getCurrentUserName();
        return new Asked(user == null ? "karaf" : user, reason, null);
    }

    /** The width of the terminal; 0 where there is none. */
    protected int columns() {
        var terminal = session.getTerminal();
        if (terminal != null) {
            return terminal.getWidth();
        }
        return session.get("COLUMNS") instanceof Integer columns ? columns : 0; // the control socket's client tells it
    }

    /**
     * Prints a table.
     *
     * @param plain values only, between tabs
     */
    protected void print(Table table, boolean plain) {
        if (plain) {
            table.printValues();
        } else {
            table.print();
        }
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
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(field.pointer())
                    .append(": ")
                    .append(field.detail());
        }
        return text.toString();
    }
}
