package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.shell.EventWaiter;
import cloud.dispatcher.shell.OutputFormat;
import cloud.dispatcher.shell.ServerNameCache;
import java.util.List;
import java.util.function.Consumer;
import org.apache.karaf.shell.support.CommandException;

/** Follows operations until they are over. */
public final class OperationFollower {
    static final String STOPPED = "The dispatcher is stopped. What is not over goes on after bin/dispatcher start.";

    private final Operations operations;
    private final Events events;
    private final Switch dispatcher;
    private final Consumer<List<Operation>> display;

    /** @param display is shown all of them again and again */
    public OperationFollower(
            Operations operations, Events events, Switch dispatcher, Consumer<List<Operation>> display) {
        this.operations = operations;
        this.events = events;
        this.dispatcher = dispatcher;
        this.display = display;
    }

    /**
     * Bars on a terminal, lines where there is none, and nothing for programs: they are told the end.
     *
     * @param width of the terminal, 0 where there is none
     */
    public static Consumer<List<Operation>> display(OutputFormat format, Servers servers, int width, int height) {
        if (format != OutputFormat.TABLE) {
            return now -> {};
        }
        var names = new ServerNameCache(servers);
        return width > 0 ? new ProgressBars(names, width, height) : new ProgressLines(names);
    }

    /**
     * Returns them as they ended.
     *
     * @throws CommandException when the dispatcher is stopped before all are over
     */
    public List<Operation> untilOver(List<OperationId> ids) throws InterruptedException, CommandException {
        try (var waiter = new EventWaiter(events)) {
            var now = ids.stream().map(operations::find).toList();
            while (true) {
                boolean stopped = !dispatcher.isRunning();
                now = now.stream().map(this::newer).toList();
                display.accept(now);
                if (now.stream().allMatch(one -> one.state().isOver())) {
                    return now;
                }
                if (stopped) {
                    throw new CommandException(STOPPED, STOPPED);
                }
                waiter.await();
            }
        }
    }

    private Operation newer(Operation one) {
        return one.state().isOver() ? one : operations.find(one.id());
    }

    /** The exit code for operations that are over: 0 when all have succeeded, else 1. */
    public static int code(List<Operation> over) {
        return over.stream().allMatch(one -> one.state() == OperationState.SUCCEEDED) ? 0 : 1;
    }
}
