package cloud.dispatcher.api;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A working part that has to be opened and closed in order. Its component exists only while the condition {@code dispatcher.running}
 * holds, and is registered with {@link #NAME}; whoever switches opens the stages in the order {@link #ORDER} once the condition
 * holds, and closes them in reverse order before it is withdrawn.
 */
@ConsumerType
public interface Stage {
    /** Service property: which stage this is. */
    String NAME = "dispatcher.stage";

    /** Carries operations out. */
    String WORKER = "worker";

    /** Answers on the port. */
    String PORT = "port";

    /** The order of opening. */
    List<String> ORDER = List.of(WORKER, PORT);

    /** The id of the condition ({@code osgi.condition.id}) that everything that works needs. */
    String CONDITION = "dispatcher.running";

    /**
     * Begins to work; returns when it does.
     *
     * @throws StartException with the reason, for people; nothing is left open
     */
    void open() throws StartException;

    /** Ends what is going on, within {@code atMost} where others must be waited for; takes nothing new from the first moment on. */
    void close(Duration atMost);

    /** What the open stage does, in a few words for people: {@code answers on *:3302}; empty where there is nothing to say. */
    default String summary() {
        return "";
    }

    /** How people get in through the open stage, a line for each way: {@code page:  http://localhost:3302/}; empty where there is none. */
    default List<String> entryPoints() {
        return List.of();
    }
}
