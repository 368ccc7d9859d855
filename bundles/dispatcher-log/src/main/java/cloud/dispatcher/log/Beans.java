package cloud.dispatcher.log;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.logging.log4j.status.StatusLogger;

/** What is reached by JMX, because nobody can import from a fragment of Pax Logging that exports nothing. */
final class Beans {
    private Beans() {}

    /** Lets it be found; an earlier one of the name, of a bundle that was refreshed, goes. */
    static void publish(String name, Object bean) {
        var server = ManagementFactory.getPlatformMBeanServer();
        try {
            var as = new ObjectName(name);
            if (server.isRegistered(as)) {
                server.unregisterMBean(as);
            }
            server.registerMBean(bean, as);
        } catch (JMException e) {
            StatusLogger.getLogger().warn("{} cannot be offered: {}", name, e.toString());
        }
    }
}
