package cloud.dispatcher.shell.line;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** A command of Karaf's, which takes options before arguments only, with options in any place: they are moved to the front, and Karaf parses them. */
final class AnyOrderCommand implements Command {
    /** Ends the options, as POSIX has it: what follows is an argument, whatever it begins with. */
    private static final String END = "--";

    private final Command command;
    private final Set<String> valued;

    /** @param action the class that has the options */
    AnyOrderCommand(Command command, Class<?> action) {
        this.command = command;
        this.valued = valued(action);
    }

    /** The names of the options that take a value. */
    private static Set<String> valued(Class<?> action) {
        var names = new HashSet<String>();
        for (Class<?> type = action; type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                var option = field.getAnnotation(Option.class);
                if (option != null && field.getType() != boolean.class) {
                    names.add(option.name());
                    names.addAll(List.of(option.aliases()));
                }
            }
        }
        return names;
    }

    /** The same words, the options with their values first. */
    List<Object> optionsFirst(List<Object> words) {
        var options = new ArrayList<Object>();
        var arguments = new ArrayList<Object>();
        for (int i = 0; i < words.size(); i++) {
            var word = String.valueOf(words.get(i));
            if (word.equals(END)) {
                // Karaf takes for an option only what is a String.
                words.subList(i + 1, words.size()).forEach(each -> arguments.add(new StringBuilder(each.toString())));
                break;
            }
            if (!word.startsWith("-") || word.length() == 1) {
                arguments.add(words.get(i));
                continue;
            }
            options.add(words.get(i));
            if (valued.contains(word) && i + 1 < words.size()) {
                options.add(words.get(++i));
            }
        }
        options.addAll(arguments);
        return options;
    }

    @Override
    public @Nullable Object execute(Session session, List<Object> words) throws Exception {
        return command.execute(session, optionsFirst(words));
    }

    @Override
    public String getScope() {
        return command.getScope();
    }

    @Override
    public String getName() {
        return command.getName();
    }

    @Override
    public String getDescription() {
        return command.getDescription();
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return command.getCompleter(scoped);
    }

    @Override
    public Parser getParser() {
        return command.getParser();
    }
}
