package cloud.dispatcher.control.command;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.AuditLine;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.StartException;
import cloud.dispatcher.api.Switch;
import java.util.Arrays;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.ShellUtil;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Starts and stops, and says it in the words of the script of old: nothing is announced that is not done. */
final class Starting {
    private static final Logger LOG = LoggerFactory.getLogger(Starting.class);
    private static final Logger AUDIT = LoggerFactory.getLogger(AuditLine.LOG);
    private static final String DISPATCHER = "dispatcher";

    private Starting() {}

    /** @param components tell whether there is a pinger at all: at a boot it may come after the command */
    static void announce(Switch dispatcher, @Nullable Pinger pinger, ServiceComponentRuntime components) {
        boolean pings = pinger != null && pinger.isRunning();
        if (pings && dispatcher.isRunning()) {
            System.out.println("Dispatcher is running already.");
        } else {
            if (pings || hasPinger(components)) {
                System.out.println(pings ? "Starting pinger. It is running already." : "Starting pinger.");
            }
            System.out.println(dispatcher.isRunning() ? "Dispatcher is running already." : "Starting Dispatcher.");
        }
        System.out.flush();
    }

    /** @param session who asks, for the audit */
    static void start(Switch dispatcher, Session session) throws CommandException {
        LOG.info("A start is asked for by {}.", actor());
        try {
            dispatcher.start();
            audit(session, new AuditLine("start", DISPATCHER).accepted(Asked.by(actor())));
        } catch (StartException e) {
            audit(session, new AuditLine("start", DISPATCHER).failed(Asked.by(actor()), e.getMessage()));
            throw new CommandException(e.getMessage(), e.getMessage());
        }
    }

    private static boolean hasPinger(ServiceComponentRuntime components) {
        return components.getComponentDescriptionDTOs().stream()
                .anyMatch(
                        component -> Arrays.asList(component.serviceInterfaces).contains(Pinger.class.getName()));
    }

    /** Also when it is stopped already: one that is starting ends, and the wish is remembered. */
    static void stop(Switch dispatcher, Session session, @Nullable Pinger pinger) {
        boolean isWished = dispatcher.isRunning() || dispatcher.whyNot().isPresent();
        System.out.println(isWished ? "Stopping Dispatcher." : "Dispatcher is stopped already.");
        LOG.info("A stop is asked for by {}.", actor());
        System.out.flush();
        dispatcher.stop();
        audit(session, new AuditLine("stop", DISPATCHER).accepted(Asked.by(actor())));
        if (pinger != null && pinger.isRunning()) {
            System.out.println("dispatcher-pinger goes on");
        }
        System.out.flush();
    }

    private static void audit(Session session, String line) {
        var from = session.get("HIDDEN_LINE") == null ? "shell" : "socket";
        try (var ignored = MDC.putCloseable("from", from)) {
            AUDIT.info(line);
        }
    }

    /** The JAAS user of the session. */
    private static String actor() {
        var user = ShellUtil.getCurrentUserName();
        return user == null ? "karaf" : user;
    }
}
