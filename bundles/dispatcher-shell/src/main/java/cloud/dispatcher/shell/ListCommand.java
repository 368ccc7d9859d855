package cloud.dispatcher.shell;

import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Lists the newest of what may be of one server. */
public abstract class ListCommand extends ShellCommand {
    @Option(name = "--server", description = "Only those of this server")
    @Completion(ServerCompleter.class)
    @Nullable
    String server;

    @Option(name = "--limit", description = "How many, to 1000")
    int limit;

    @Reference
    protected Servers servers;

    /** @param limit how many where it is not said */
    protected ListCommand(int limit) {
        this.limit = limit;
    }

    /** Its id; null where none was named. */
    protected final @Nullable ServerId server() {
        return server == null
                ? null
                : Lookup.anyServer(servers, server).server().id();
    }

    protected final int limit(int least) throws CommandException {
        requireWithin("--limit", limit, least, Paging.MOST);
        return limit;
    }
}
