package cloud.dispatcher.api;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The event journal, to be read from any number on. */
@ProviderType
public interface Events {

    /** The next events after a number, in order; empty when there is none yet. */
    List<Event> after(long number, EventQuery query, int limit);

    /** The newest number; 0 when nothing ever happened. */
    long newest();

    /** The oldest number that is kept; 0 when nothing ever happened. Asking after {@code oldest() - 1} loses nothing. */
    long oldest();

    /** Calls {@code wake} soon after every commit of events, on the committer's thread: only wake somebody up there. */
    Subscription subscribe(Runnable wake);

    /** Ends the calls. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
