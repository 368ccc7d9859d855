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

/** What the audit is told of who runs a command; a change that goes through no door is written down here. */
public final class Trail {
    private static final Logger AUDIT = LoggerFactory.getLogger(AuditLine.LOG);

    private Trail() {}

    /**
     * A command begins on this thread. Gogo has named the thread after the whole line, until the command is over; a line may hold a
     * credential, and everybody can read a thread's name in a dump.
     */
    static MDCCloseable begin(Class<?> type, Session session) {
        var command = type.getAnnotation(Command.class);
        if (command != null) {
            Thread.currentThread().setName("command-" + command.scope() + ":" + command.name());
        }
        var isOnSocket =
                session.get("HIDDEN_LINE") instanceof Callable<?>; // which the control socket reads from its client
        return MDC.putCloseable("from", isOnSocket ? "socket" : "shell");
    }

    /** Somebody did this, and it was accepted. */
    public static void accepted(String action, String on) {
        var user = ShellUtil.getCurrentUserName();
        AUDIT.info(new AuditLine(action, on).accepted(Asked.by(user == null ? "karaf" : user)));
    }
}
