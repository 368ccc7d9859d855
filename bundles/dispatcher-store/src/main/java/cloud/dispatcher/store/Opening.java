package cloud.dispatcher.store;

import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.store.database.Database;
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
     * At a start. Throws like {@link Store#open}.
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

    /**
     * While another store is open. Throws like {@link Store#open}.
     *
     * @throws StoreException also when no database lies there
     */
    Store moved(Path directory) {
        if (!Files.isRegularFile(directory.resolve(Database.FILE))) {
            throw new StoreException(
                    "There is no " + Database.FILE + " in " + directory
                            + ". A running dispatcher goes over to a database that is there; to begin with an empty one, restart the container.");
        }
        return Store.open(directory, Clock.systemUTC());
    }
}
