package cloud.dispatcher.state;

import cloud.dispatcher.model.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The only way to write. */
@ProviderType
public interface Committer {

    /**
     * Commits the unit; blocks until it is durable.
     *
     * @return its events, numbered
     * @throws StaleException when a version was not as the unit saw it; nothing of the unit was written
     * @throws KeyTakenException when the unit's key is there already; nothing of the unit was written
     * @throws StoreException when the store cannot write (disk full, read-only, closed); nothing of the unit was written, and it may
     *     be tried again
     */
    List<Event> commit(Unit unit, Lane lane);

    /** Why it could not write when it last tried, for people; null when it could. */
    default @Nullable String trouble() {
        return null;
    }
}
