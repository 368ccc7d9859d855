package cloud.dispatcher.control.remote;

import java.util.regex.Pattern;
import org.apache.karaf.shell.support.CommandException;

/** What a command line is refused with, in one sentence: what is wrong, and for what Karaf itself refuses, where to read on. */
final class FailureMessages {
    /** Karaf names the command in its red text alone, between escapes. */
    private static final Pattern COMMAND = Pattern.compile("Error executing command (\\S+): ");

    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

    private FailureMessages() {}

    static String of(CommandException refused) {
        var help = ESCAPE.matcher(String.valueOf(refused.getNiceHelp())).replaceAll("");
        if (refused.getMessage() == null) {
            return help;
        }
        var command = COMMAND.matcher(help);
        return command.find() ? refused.getMessage() + "; see: help " + command.group(1) : refused.getMessage();
    }

    /** @param notFound of Felix's gogo, which exports it to nobody */
    static String unknown(Throwable notFound) {
        return notFound.getMessage() + "; see: help";
    }
}
