package cloud.dispatcher.shell;

import cloud.dispatcher.api.RejectedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;

/** What became of the targets of one command, which does what can be done and ends by telling the rest. */
public final class Outcomes {
    private final List<String> refusals = new ArrayList<>();
    private int accepted;
    private String only = "";

    public void accepted(int count) {
        accepted += count;
    }

    /** @param target its name, as people know it */
    public void refused(String target, RejectedException reason) {
        only = ShellCommand.sentence(reason);
        refusals.add("  " + target + ": " + only);
    }

    /**
     * The last line for people; empty where they have seen all there is.
     *
     * @throws CommandException with a summary where something was refused
     */
    public String summary() throws CommandException {
        if (refusals.isEmpty()) {
            return accepted > 1 ? accepted + " accepted." : "";
        }
        if (accepted == 0 && refusals.size() == 1) {
            throw ShellCommand.refused(only);
        }
        var lines = new ArrayList<String>();
        lines.add(accepted + " accepted, " + refusals.size() + " refused:");
        lines.addAll(refusals);
        throw ShellCommand.refused(String.join(System.lineSeparator(), lines));
    }
}
