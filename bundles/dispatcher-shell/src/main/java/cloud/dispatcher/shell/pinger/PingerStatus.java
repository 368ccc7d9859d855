package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pinger:status}. */
@Service
@Command(
        scope = "pinger",
        name = "status",
        description = "Tell how many servers are watched and how",
        detailedDescription = "Example: pinger:status")
public final class PingerStatus extends PingerCommand {
    static final Table<Pinger> TABLE = Table.<Pinger>of("")
            .whole("Pinger", one -> one.isRunning() ? "running" : "stopped")
            .wrapped("Says", Pinger::summary);

    @Override
    int run(Pinger pinger) {
        report(
                pinger,
                pinger.isRunning()
                        ? "running: " + pinger.summary()
                        : pinger.summary() + "; start it with pinger:start");
        return 0;
    }
}
