package cloud.dispatcher.control.command;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Switch;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** {@code dispatcher:stop}. */
@Service
@Command(scope = "dispatcher", name = "stop", description = "Stop the dispatcher, not the pinger")
public final class DispatcherStop implements Action {
    @Reference
    Session session;

    @Reference
    Switch dispatcher;

    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    public @Nullable Object execute() {
        Starting.stop(dispatcher, session, pinger);
        return null;
    }
}
