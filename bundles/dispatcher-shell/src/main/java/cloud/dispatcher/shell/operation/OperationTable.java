package cloud.dispatcher.shell.operation;

import cloud.dispatcher.model.Operation;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Titles;
import cloud.dispatcher.shell.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Operations as a table. */
public final class OperationTable {
    private OperationTable() {}

    public static Table of(List<Operation> operations, Titles titles) {
        var table = Table.of("No such operation.")
                .whole("Id")
                .whole("Action")
                .cut("Server")
                .whole("State")
                .spareText("Progress")
                .spare("By")
                .spare("Age");
        var now = Instant.now();
        for (var one : operations) {
            table.row(
                    one.id(),
                    one.action().kind().word(),
                    titles.server(one.action()),
                    one.state(),
                    Words.detail(one),
                    one.actor(),
                    Words.span(Duration.between(one.createdAt(), now)));
        }
        return table;
    }
}
