package cloud.dispatcher.store;

import cloud.dispatcher.state.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Opens the store where the settings say. A slip of the pen there must not lead to an empty store, in which no server and no operation is
 * known.
 */
final class Opening {
    private final Path usual;

    /** @param usual the directory that is made where it is missing */
    Opening(Path usual) {
        this.usual = usual;
    }

    /**
     * Throws like {@link Store#open}.
     *
     * @throws StoreException also when there is no such directory
     */
    Store at(Path directory) {
        if (!directory.equals(usual) && !Files.isDirectory(directory)) {
            throw new StoreException("There is no folder " + directory
                    + " for the store. Make it, or put directory right in etc/cloud.dispatcher.store.cfg.");
        }
        return Store.open(directory, Clock.systemUTC());
    }
}
