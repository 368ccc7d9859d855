package cloud.dispatcher.shell.operation;

import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Text;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.ServerNameCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Shows operations where there is no terminal: a line for each that has changed. */
final class ProgressLines implements Consumer<List<Operation>> {
    private final ServerNameCache names;
    private final Map<OperationId, String> told = new HashMap<>();

    ProgressLines(ServerNameCache names) {
        this.names = names;
    }

    @Override
    public void accept(List<Operation> now) {
        for (var one : now) {
            var detail = Text.oneLine(DisplayText.detail(one));
            var news = isUnderWay(one) ? detail : one.state() + detail;
            if (!news.equals(told.put(one.id(), news))) {
                System.out.println(
                        Text.oneLine(names.of(one.action())) + " " + one.id() + " " + one.state() + " " + detail);
            }
        }
        System.out.flush();
    }

    /** A step and the wait for the next one take turns, and neither is news. */
    private static boolean isUnderWay(Operation one) {
        return one.state() == OperationState.RUNNING || one.state() == OperationState.WAITING;
    }
}
