package cloud.dispatcher.store;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contracts, kept by SQLite. */
class SqliteStoreTest {
    @TempDir
    Path directory;

    private Store openHere() {
        return Store.open(directory, Clock.systemUTC());
    }

    @Nested
    class Commits extends StoreContract {
        @Override
        protected Store open() {
            return openHere();
        }
    }

    @Nested
    class Turns extends TurnsContract {
        @Override
        protected Store open() {
            return openHere();
        }
    }

    @Nested
    class Lists extends ListsContract {
        @Override
        protected Store open() {
            return openHere();
        }
    }

    @Nested
    class Heartbeats extends HeartbeatsContract {
        @Override
        protected Store open() {
            return openHere();
        }
    }
}
