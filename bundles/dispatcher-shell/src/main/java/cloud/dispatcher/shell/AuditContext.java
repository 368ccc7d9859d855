package cloud.dispatcher.shell;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.AuditLine;
import java.util.concurrent.Callable;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.ShellUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

/** Who runs a command, for the audit; a change that no service of the engine accepts is written down here. */
public final class AuditContext {
    private static final Logger AUDIT = LoggerFactory.getLogger(AuditLine.LOG);

    private AuditContext() {}

    /**
     * A command begins on this thread. Gogo has named the thread after the whole line, until the command is over; a line may hold a
     * credential, and everybody can read a thread's name in a dump.
     */
    static MDCCloseable begin(Class<?> type, Session session) {
        Thread.currentThread().setName("command-" + name(type));
        var isOnSocket =
                session.get("HIDDEN_LINE") instanceof Callable<?>; // which the control socket reads from its client
        return MDC.putCloseable("from", isOnSocket ? "socket" : "shell");
    }

    static String name(Class<?> type) {
        var command = type.getAnnotation(Command.class);
        return command == null ? type.getSimpleName() : command.scope() + ":" + command.name();
    }

    static String user() {
        var user = ShellUtil.getCurrentUserName();
        return user == null ? "karaf" : user;
    }

    /** This was done and accepted. */
    public static void accepted(String action, String on) {
        AUDIT.info(new AuditLine(action, on).accepted(Asked.by(user())));
    }
}
