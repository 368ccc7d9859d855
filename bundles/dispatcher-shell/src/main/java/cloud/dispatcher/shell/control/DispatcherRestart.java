package cloud.dispatcher.shell.control;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.shell.ShellCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code dispatcher:restart}: a stop and a start. */
@Service
@Command(scope = "dispatcher", name = "restart", description = "Stop the dispatcher, and start it and the pinger")
public final class DispatcherRestart extends ShellCommand {
    @Reference
    Switch dispatcher;

    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    protected int run() throws Exception {
        Starting.stop(dispatcher, pinger);
        Starting.start(dispatcher, pinger);
        return 0;
    }
}
