package cloud.dispatcher.control.ssh;

import java.security.AccessController;
import java.util.List;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code shell:less}, behind which {@code more} and the aliases {@code help} and {@code man} end. JLine's pager opens files at a keystroke: so
 * it is the administrator's, and all others see the text as it comes; their terminal scrolls back. It stays so when this component goes.
 */
@Component(service = PipePager.class, immediate = true) // immediate: it takes the place of another
public final class PipePager implements Command {
    private final SessionFactory sessions;
    private final @Nullable Command jlines;

    @Activate
    public PipePager(@Reference SessionFactory sessions) {
        this.sessions = sessions;
        jlines = sessions.getRegistry().getCommand(getScope(), getName());
    }

    @Activate
    void replace() {
        if (jlines != null) { // a second one of the name would not be asked
            sessions.getRegistry().unregister(jlines);
        }
        sessions.getRegistry().register(this);
    }

    @Override
    public String getScope() {
        return "shell";
    }

    @Override
    public String getName() {
        return "less";
    }

    @Override
    public String getDescription() {
        return "Show a text page by page";
    }

    @Override
    public @Nullable Completer getCompleter(boolean scoped) {
        return jlines == null ? null : jlines.getCompleter(scoped);
    }

    @Override
    public @Nullable Parser getParser() {
        return null;
    }

    @Override
    @SuppressWarnings("removal") // Karaf's rights hang on it
    public @Nullable Object execute(Session session, List<Object> arguments) throws Exception {
        if (jlines != null && SessionSetup.isAdmin(Subject.getSubject(AccessController.getContext()))) {
            return jlines.execute(session, arguments);
        }
        if (arguments.stream().anyMatch(word -> !word.toString().startsWith("-"))) {
            var sentence = "Without the role admin less has no files: put it behind a pipe, as in server:list | less";
            throw new CommandException(sentence, sentence);
        }
        System.in.transferTo(System.out);
        System.out.flush();
        return null;
    }
}
