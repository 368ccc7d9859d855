package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.shell.Format;
import cloud.dispatcher.shell.Titles;
import java.util.List;
import java.util.function.Consumer;

/** The ways to show operations while they go on. */
public final class Screens {
    private Screens() {}

    /**
     * Bars on a terminal, lines where there is none, and nothing for programs: they are told the end.
     *
     * @param width of the terminal, 0 where there is none
     */
    public static Consumer<List<Operation>> of(Format format, Servers servers, int width, int height) {
        if (format != Format.TABLE) {
            return now -> {};
        }
        var titles = new Titles(servers);
        return width > 0 ? new Bars(titles, width, height) : new Changes(titles);
    }
}
