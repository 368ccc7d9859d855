package cloud.dispatcher.shell.control;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.shell.ShellCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code dispatcher:stop}: {@link Switch#stop}. */
@Service
@Command(scope = "dispatcher", name = "stop", description = "Stop the dispatcher, not the pinger")
public final class DispatcherStop extends ShellCommand {
    @Reference
    Switch dispatcher;

    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    protected int run() {
        Starting.stop(dispatcher, pinger);
        return 0;
    }
}
