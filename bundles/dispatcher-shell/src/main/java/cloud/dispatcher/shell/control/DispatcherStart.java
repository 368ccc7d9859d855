package cloud.dispatcher.shell.control;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.shell.ShellCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code dispatcher:start}: {@link Switch#start}. */
@Service
@Command(scope = "dispatcher", name = "start", description = "Start the pinger, then the dispatcher")
public final class DispatcherStart extends ShellCommand {
    @Reference
    Switch dispatcher;

    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    protected int run() throws Exception {
        Starting.start(dispatcher, pinger);
        return 0;
    }
}
