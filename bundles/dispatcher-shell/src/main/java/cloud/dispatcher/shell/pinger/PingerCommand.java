package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.ShellCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** Speaks to the pinger, which may not be in this container. */
abstract class PingerCommand extends ShellCommand {
    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    abstract int run(Pinger pinger) throws Exception;

    @Override
    protected final int run() throws Exception {
        if (pinger == null) {
            throw refused("There is no pinger in this container; feature:install dispatcher-pinger adds one.");
        }
        return run(pinger);
    }

    /** Tells how the pinger is; people are told this line. */
    final void report(Pinger pinger, String line) {
        tell(() -> line, List.of(pinger), PingerStatus.TABLE, documents -> documents.pinger(pinger));
    }
}
