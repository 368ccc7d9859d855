package cloud.dispatcher.shell;

import cloud.dispatcher.model.Event;
import java.util.List;

/** Events as a table. */
public final class EventTable {
    private EventTable() {}

    /** @param empty what it says where there is none */
    public static Table of(String empty, List<Event> events) {
        var table =
                Table.of(empty).whole("Number").whole("At").spareText("Type").cut("What");
        for (var event : events) {
            table.row(event.number(), Words.time(event.at()), event.type(), event.message());
        }
        return table;
    }
}
