package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.shell.News;
import java.util.List;
import java.util.function.Consumer;
import org.apache.karaf.shell.support.CommandException;

/** Follows operations until they are over. */
public final class Follow {
    static final String STOPPED = "The dispatcher is stopped. What is not over goes on after dispatcher:start.";

    private final Operations operations;
    private final Events events;
    private final Switch dispatcher;
    private final Consumer<List<Operation>> screen;

    /** @param screen is shown all of them again and again; see {@link Screens} */
    public Follow(Operations operations, Events events, Switch dispatcher, Consumer<List<Operation>> screen) {
        this.operations = operations;
        this.events = events;
        this.dispatcher = dispatcher;
        this.screen = screen;
    }

    /**
     * Returns them as they ended.
     *
     * @throws CommandException when the dispatcher is stopped before all are over
     */
    public List<Operation> untilOver(List<OperationId> ids) throws InterruptedException, CommandException {
        try (var news = new News(events)) {
            var now = ids.stream().map(operations::find).toList();
            while (true) {
                boolean stopped = !dispatcher.isRunning();
                now = now.stream().map(this::newer).toList();
                screen.accept(now);
                if (now.stream().allMatch(one -> one.state().isOver())) {
                    return now;
                }
                if (stopped) {
                    throw new CommandException(STOPPED, STOPPED);
                }
                news.await();
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
