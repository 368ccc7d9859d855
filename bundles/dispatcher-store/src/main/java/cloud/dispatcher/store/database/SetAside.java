package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows that could not be read since the start: each is told once in the log and counted for status. For any number of threads. */
public final class SetAside {
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);
    private static final int REMEMBERED = 1_000;

    private final Set<String> rows = new TreeSet<>();

    /** Returns what is thrown where that very row was asked for. */
    StoreException add(Row row, RuntimeException why) throws SQLException {
        var name = row.name();
        if (remember(name)) {
            LOG.error(
                    "The store cannot read {} and sets it aside; everything else goes on. Restore it from the backup."
                            + " ({})",
                    name,
                    why.toString());
            LOG.debug("What reading {} led to.", name, why);
        }
        return new StoreException("The store cannot read " + name + "; the log tells why.", why);
    }

    private synchronized boolean remember(String name) {
        return rows.size() < REMEMBERED && rows.add(name);
    }

    /** How many there are. */
    public synchronized int count() {
        return rows.size();
    }

    /** In one line for people; null when there is none. */
    public synchronized @Nullable String summary() {
        if (rows.isEmpty()) {
            return null;
        }
        var first = rows.iterator().next();
        return rows.size() == 1
                ? first + " cannot be read and is set aside"
                : rows.size() + " rows cannot be read and are set aside, " + first + " among them";
    }
}
