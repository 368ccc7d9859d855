package cloud.dispatcher.state;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The events, numbered without gaps in the order of the commits. */
@ProviderType
public interface Journal {

    /** The next events after a number, in order. */
    List<Event> after(long number, EventQuery query, int limit);

    /** The newest number; 0 when there is none. */
    long newest();

    /** The oldest number that is kept; 0 when there is none. */
    long oldest();

    /** Calls {@code wake} after every commit that has events, on the committer's thread: only wake somebody up there. */
    Subscription subscribe(Runnable wake);

    /** Ends the calls. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
