package cloud.dispatcher.shell.operation;

import cloud.dispatcher.model.Operation;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.ServerNameCache;
import cloud.dispatcher.shell.Table;
import java.time.Duration;
import java.time.Instant;

/** Operations as a table. */
public final class OperationTable {
    private OperationTable() {}

    public static Table<Operation> of(ServerNameCache names) {
        var now = Instant.now();
        return Table.<Operation>of("No such operation.")
                .id("Id", Operation::id)
                .whole("Action", one -> one.action().kind().word())
                .name("Server", one -> names.server(one.action()))
                .whole("State", Operation::state)
                .spareText("Progress", DisplayText::detail)
                .spareText("By", Operation::actor)
                .spare("Age", one -> DisplayText.span(Duration.between(one.createdAt(), now)))
                .total("operation", Operation::state);
    }
}
