package cloud.dispatcher.shell.line;

import cloud.dispatcher.model.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Registry;
import org.jline.utils.Levenshtein;

/** Answers a line that begins with no command: with the most similar one, and with the exit code that a POSIX shell gives it. */
final class UnknownCommand implements Function {
    private static final int NOT_FOUND = 127;
    private static final int SLIPS = 2;
    private static final Set<String> OURS =
            Set.of("account", "dispatcher", "event", "executor", "operation", "outage", "pinger", "server");

    private final Registry registry;

    /** @param registry has the commands that the session's user may run */
    UnknownCommand(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Object execute(CommandSession session, List<Object> words) {
        var word = Text.oneLine(String.valueOf(words.get(0)));
        System.err.println("There is no command " + word
                + similar(word.toLowerCase(Locale.ROOT))
                        .map(command -> ". Did you mean " + command + "?")
                        .orElse("; help lists those there are."));
        return NOT_FOUND;
    }

    /** Ours before Karaf's where both are as similar. */
    private Optional<String> similar(String word) {
        return registry.getCommands().stream()
                .filter(command -> distance(word, command) <= Math.min(SLIPS, word.length() / 2))
                .min(Comparator.<Command>comparingInt(command -> distance(word, command))
                        .thenComparing(command -> !OURS.contains(command.getScope()))
                        .thenComparing(UnknownCommand::name))
                .map(UnknownCommand::name);
    }

    private static int distance(String word, Command command) {
        int whole = Levenshtein.distance(word, name(command).toLowerCase(Locale.ROOT));
        return word.contains(":")
                ? whole
                : Math.min(whole, Levenshtein.distance(word, command.getName().toLowerCase(Locale.ROOT)));
    }

    private static String name(Command command) {
        return command.getScope() + ":" + command.getName();
    }
}
