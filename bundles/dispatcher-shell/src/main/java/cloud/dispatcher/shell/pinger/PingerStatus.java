package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pinger:status}. */
@Service
@Command(scope = "pinger", name = "status", description = "Tell how many servers are watched and how")
public final class PingerStatus extends PingerCommand {
    @Override
    int run(Pinger pinger) {
        tell(
                () -> pinger.isRunning()
                        ? "running: " + pinger.summary()
                        : pinger.summary() + "; start it with pinger:start",
                () -> table(pinger),
                documents -> documents.pinger(pinger));
        return 0;
    }

    static Table table(Pinger pinger) {
        var table = Table.of("").whole("Pinger").wrapped("Says");
        table.row(pinger.isRunning() ? "running" : "stopped", pinger.summary());
        return table;
    }
}
