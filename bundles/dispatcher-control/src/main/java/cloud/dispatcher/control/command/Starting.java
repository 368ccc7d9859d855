package cloud.dispatcher.control.command;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.StartException;
import cloud.dispatcher.api.Switch;
import java.util.Arrays;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.ShellUtil;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops, and says it in the words of the script of old: nothing is announced that is not done. */
final class Starting {
    private static final Logger LOG = LoggerFactory.getLogger(Starting.class);

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

    static void start(Switch dispatcher) throws CommandException {
        LOG.info("A start is asked for by {}.", actor());
        try {
            dispatcher.start();
        } catch (StartException e) {
            throw new CommandException(e.getMessage(), e.getMessage());
        }
    }

    private static boolean hasPinger(ServiceComponentRuntime components) {
        return components.getComponentDescriptionDTOs().stream()
                .anyMatch(
                        component -> Arrays.asList(component.serviceInterfaces).contains(Pinger.class.getName()));
    }

    /** Also when it is stopped already: one that is starting ends, and the wish is remembered. */
    static void stop(Switch dispatcher, @Nullable Pinger pinger) {
        System.out.println(dispatcher.isRunning() ? "Stopping Dispatcher." : "Dispatcher is stopped already.");
        LOG.info("A stop is asked for by {}.", actor());
        System.out.flush();
        dispatcher.stop();
        if (pinger != null && pinger.isRunning()) {
            System.out.println("dispatcher-pinger goes on");
        }
        System.out.flush();
    }

    /** The JAAS user of the session. */
    private static String actor() {
        var user = ShellUtil.getCurrentUserName();
        return user == null ? "karaf" : user;
    }
}
