package cloud.dispatcher.shell.operation;

import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.shell.Titles;
import cloud.dispatcher.shell.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Shows operations where there is no terminal: a line for each that has changed. */
final class Changes implements Consumer<List<Operation>> {
    private final Titles titles;
    private final Map<OperationId, String> shown = new HashMap<>();

    Changes(Titles titles) {
        this.titles = titles;
    }

    @Override
    public void accept(List<Operation> now) {
        for (var one : now) {
            var line = titles.of(one.action()) + " " + one.id() + " " + one.state() + " "
                    + Words.oneLine(Words.detail(one));
            if (!line.equals(shown.put(one.id(), line))) {
                System.out.println(line);
            }
        }
        System.out.flush();
    }
}
