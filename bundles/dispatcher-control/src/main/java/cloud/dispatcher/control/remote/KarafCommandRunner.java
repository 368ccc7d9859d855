package cloud.dispatcher.control.remote;

import java.io.PrintStream;
import java.security.Principal;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each line in a session of Karaf's shell, in the name of the user who sent it and with the roles of Karaf's local console. */
final class KarafCommandRunner implements CommandRunner {
    private static final Logger LOG = LoggerFactory.getLogger(KarafCommandRunner.class);
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130; // as a POSIX shell says it of SIGINT

    /** Karaf's own alias needs a terminal of JLine's, for the pager and for the help on one command. */
    private static final String HELP =
            "help = { if { ($args isEmpty) } { *:help } { try { eval \"$1 --help\" } { *:help $1 } } }";

    private final SessionFactory sessions;
    private final InitScripts scripts;
    private final Set<String> roles;

    KarafCommandRunner(SessionFactory sessions, InitScripts scripts, Set<String> roles) {
        this.sessions = sessions;
        this.scripts = scripts;
        this.roles = Set.copyOf(roles);
    }

    @Override
    public int run(Request request, RemoteStdin in, PrintStream out, PrintStream err) {
        var subject = subject(request.user());
        try {
            var result = Subject.doAs(subject, (PrivilegedExceptionAction<@Nullable Object>)
                    () -> execute(request, subject, in, out, err));
            return result instanceof Integer code ? code : 0;
        } catch (PrivilegedActionException e) {
            return tell(e.getException(), request, err);
        } catch (RuntimeException | LinkageError e) {
            return tell(e, request, err);
        }
    }

    private @Nullable Object execute(Request request, Subject subject, RemoteStdin in, PrintStream out, PrintStream err)
            throws Exception {
        var session = sessions.create(in, out, err);
        try {
            session.put(Subject.class.getName(), subject);
            session.put("USER", request.user());
            session.put("HIDDEN_LINE", (Callable<String>) in::hiddenLine);
            if (request.columns() > 0) {
                session.put("COLUMNS", request.columns());
            }
            session.put("TYPED", request.isTyped());
            scripts.run(session);
            session.execute(HELP);
            return session.execute(request.line());
        } finally {
            session.close();
        }
    }

    private Subject subject(String user) {
        var principals = new HashSet<Principal>();
        principals.add(new UserPrincipal(user));
        roles.forEach(role -> principals.add(new RolePrincipal(role)));
        return new Subject(true, principals, Set.of(), Set.of());
    }

    /**
     * Whether a command of this bundle failed by its own mistake. Those of dispatcher-shell log theirs, and Karaf's throw anything at all for
     * what was mistyped.
     */
    private static boolean isInternal(Throwable failure) {
        return (failure instanceof RuntimeException || failure instanceof Error)
                && Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("cloud.dispatcher.control.command."));
    }

    /** The line itself is not logged: it may hold a password. */
    private static int tell(Throwable failure, Request request, PrintStream err) {
        if (Thread.currentThread().isInterrupted() || failure instanceof InterruptedException) {
            return INTERRUPTED;
        }
        // Of Felix's gogo, which exports it to nobody.
        if (failure.getClass().getSimpleName().equals("CommandNotFoundException")) {
            err.println(FailureMessages.unknown(failure));
            return NOT_FOUND;
        }
        if (failure instanceof CommandException refused) {
            err.println(FailureMessages.of(refused));
            return FAILED;
        }
        if (isInternal(failure)) {
            LOG.error("A command of {} failed.", request.user(), failure);
        }
        err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return FAILED;
    }
}
