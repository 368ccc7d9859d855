package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.shell.ServerNames;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.operation.Follow;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code server:start}: {@link Operations#submit}. */
@Service
@Command(scope = "server", name = "start", description = "Start stopped servers")
public final class ServerStart extends ShellCommand {
    @Argument(name = "servers", description = "Names, ids or ends of ids", required = true, multiValued = true)
    @Completion(ServerNames.class)
    List<String> names;

    @Option(name = "--watch", aliases = "-w", description = "Show how it goes until it is over")
    boolean watch;

    @Option(name = "--reason", description = "Why, for the audit")
    @Nullable
    String reason;

    @Reference
    Servers servers;

    @Reference
    Operations operations;

    @Reference
    Events events;

    @Reference
    Switch dispatcher;

    @Override
    protected int run() throws Exception {
        var found = Change.find(servers, names);
        var actions = Change.of(ActionKind.START, found, Force.GRACEFUL);
        var follow = new Follow(operations, servers, events, dispatcher, columns());
        return Submit.of(operations, actions, asked(reason), watch ? follow : null);
    }
}
