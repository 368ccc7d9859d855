package cloud.dispatcher.shell;

import cloud.dispatcher.model.Event;

/** Events as a table. */
public final class EventTable {
    public static final Table<Event> TABLE = Table.<Event>of("No such event.")
            .whole("Number", Event::number)
            .whole("At", event -> DisplayText.time(event.at()))
            .spareText("Type", Event::type)
            .text("What", Event::message)
            .total("event", null);

    private EventTable() {}
}
