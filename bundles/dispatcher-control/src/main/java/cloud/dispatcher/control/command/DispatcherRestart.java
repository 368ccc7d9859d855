package cloud.dispatcher.control.command;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Switch;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** {@code dispatcher:restart}. */
@Service
@Command(scope = "dispatcher", name = "restart", description = "Stop the dispatcher, then start the pinger and it")
public final class DispatcherRestart implements Action {
    @Reference
    Session session;

    @Reference
    Switch dispatcher;

    @Reference
    ServiceComponentRuntime components;

    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    public @Nullable Object execute() throws CommandException {
        Starting.stop(dispatcher, session, pinger);
        Starting.announce(dispatcher, pinger, components);
        Starting.start(dispatcher, session);
        return null;
    }
}
