package cloud.dispatcher.control.ssh;

import java.nio.file.Path;
import java.security.AccessController;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.completers.FileOrUriCompleter;
import org.apache.karaf.shell.support.completers.UriCompleter;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Makes an interactive session that of its user: with a history of their own, and without the role admin with {@link PlainLine}s and the
 * listed widgets only. Sessions by ssh are set up before they start; Karaf's local console, which it makes itself, at the first line that
 * it runs, one of {@code etc/shell.init.script}.
 */
@Component(
        service = {SessionSetup.class, CommandSessionListener.class},
        immediate = true) // immediate: no session comes before it
public final class SessionSetup implements CommandSessionListener {
    /** What edits a line, walks the history, completes or redraws. */
    static final Set<String> WIDGETS = Set.of(
            ("abort accept-line accept-line-and-down-history backward-char backward-delete-char backward-delete-word backward-kill-line"
                            + " backward-kill-word backward-word beep beginning-of-buffer-or-history beginning-of-history beginning-of-line"
                            + " begin-paste capitalize-word clear clear-screen complete-prefix complete-word copy-prev-word copy-region-as-kill"
                            + " delete-char delete-char-or-list delete-word digit-argument down-case-word down-history down-line"
                            + " down-line-or-history down-line-or-search emacs-backward-word emacs-forward-word end-of-buffer-or-history"
                            + " end-of-history end-of-line exchange-point-and-mark expand-history expand-or-complete expand-or-complete-prefix"
                            + " forward-char forward-word fresh-line history-incremental-search-backward"
                            + " history-incremental-search-forward history-search-backward history-search-forward insert-close-curly"
                            + " insert-close-paren insert-close-square insert-comment kill-buffer kill-line kill-region kill-whole-line kill-word"
                            + " list-choices menu-complete menu-expand-or-complete mouse neg-argument overwrite-mode quoted-insert redisplay"
                            + " redo redraw-line self-insert self-insert-unmeta set-mark-command"
                            + " terminal-focus-in terminal-focus-out transpose-chars transpose-words undefined-key undo universal-argument up-case-word up-history up-line"
                            + " up-line-or-history up-line-or-search what-cursor-position yank yank-pop")
                    .split(" "));

    private static final String ADMIN = "admin";

    private final Path histories;

    @Activate
    public SessionSetup() {
        histories = Path.of(System.getProperty("karaf.base", "."), "var", "history");
    }

    static boolean isAdmin(@Nullable Subject subject) {
        return subject != null
                && subject.getPrincipals(RolePrincipal.class).stream()
                        .anyMatch(role -> role.getName().equals(ADMIN));
    }

    void prepare(Session session, @Nullable Subject subject) {
        if (!(session.get(".jline.reader") instanceof LineReaderImpl reader)
                || reader.getHistory() instanceof UserHistory) {
            return;
        }
        var history = UserHistory.of(reader, histories, userOf(subject));
        reader.setHistory(history);
        session.put(".jline.history", history);
        makeComfortable(reader);
        if (!isAdmin(subject)) {
            restrict(reader);
            withoutFiles(session.getRegistry());
            session.put(".reader", null); // else Karaf's init scripts go on to commands that are the administrator's
        }
    }

    private static void restrict(LineReaderImpl reader) {
        reader.setParser(new PlainParser(reader.getParser()));
        reader.getWidgets().keySet().retainAll(WIDGETS);
    }

    /** A completer of files would list them. */
    private static void withoutFiles(Registry registry) {
        for (Class<? extends Completer> files : List.<Class<? extends Completer>>of(
                FileCompleter.class, UriCompleter.class, FileOrUriCompleter.class)) {
            registry.unregister(registry.getService(files));
        }
    }

    private static void makeComfortable(LineReader reader) {
        reader.setOpt(LineReader.Option.GROUP);
        reader.setOpt(LineReader.Option.AUTO_FRESH_LINE);
        reader.unsetOpt(LineReader.Option.INSERT_TAB);
        KeyMap<Binding> keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
        keys.bind(new Reference(LineReader.UP_LINE_OR_SEARCH), "\033OA", "\033[A");
        keys.bind(new Reference(LineReader.DOWN_LINE_OR_SEARCH), "\033OB", "\033[B");
    }

    private static String userOf(@Nullable Subject subject) {
        return subject == null
                ? "console"
                : subject.getPrincipals(UserPrincipal.class).stream()
                        .map(Principal::getName)
                        .findFirst()
                        .orElse("console");
    }

    @Override
    @SuppressWarnings("removal") // Karaf's rights hang on it
    public void beforeExecute(CommandSession session, CharSequence line) {
        if (session.get(".session") instanceof Session console) {
            prepare(console, Subject.getSubject(AccessController.getContext()));
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception failure) {
        // only what comes before
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Object result) {
        // only what comes before
    }
}
