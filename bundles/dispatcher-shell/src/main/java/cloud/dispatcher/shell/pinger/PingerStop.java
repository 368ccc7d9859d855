package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.Trail;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pinger:stop}. */
@Service
@Command(scope = "pinger", name = "stop", description = "End the heartbeats until pinger:start")
public final class PingerStop extends PingerCommand {
    @Override
    int run(Pinger pinger) {
        boolean was = pinger.isRunning();
        pinger.stop();
        Trail.accepted("stop", "pinger");
        tell(
                () -> was ? "Stopping pinger." : "The pinger is stopped already.",
                () -> PingerStatus.table(pinger),
                documents -> documents.pinger(pinger));
        return 0;
    }
}
