package cloud.dispatcher.shell.line;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Function;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.service.component.annotations.Component;

/**
 * Prepares each session before it executes a line: options of our commands may then stand behind their arguments, and a command that does not
 * exist is answered with those that may have been meant. Karaf tells of no command that it registers, so it is looked for here; the lock sees
 * to it that no line looks for a command while it is exchanged.
 */
@Component
public final class LineListener implements CommandSessionListener {
    private static final String OURS = "cloud.dispatcher.";

    /** What Felix Gogo calls for a name that is no command. */
    private static final String FALLBACK = "default";

    @Override
    public synchronized void beforeExecute(CommandSession session, CharSequence line) {
        if (!(session.get(".session") instanceof Session karaf)) {
            return; // while it is being made
        }
        if (!(session.get(FALLBACK) instanceof Function)) {
            session.put(FALLBACK, new UnknownCommand(karaf.getRegistry()));
        }
        var registry = karaf.getFactory().getRegistry();
        for (var command : registry.getCommands()) {
            if (!(command instanceof AnyOrderCommand)) {
                exchange(command, registry);
            }
        }
    }

    /** Unregistered first: a second command of a name does not replace the first. */
    private static void exchange(Command command, Registry registry) {
        try {
            var type = command.getClass().getMethod("getActionClass").invoke(command);
            if (type instanceof Class<?> action && action.getName().startsWith(OURS)) {
                registry.unregister(command);
                registry.register(new AnyOrderCommand(command, action));
            }
        } catch (ReflectiveOperationException noAction) {
            // one of Karaf's own that is made in another way
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception exception) {}

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Object result) {}
}
