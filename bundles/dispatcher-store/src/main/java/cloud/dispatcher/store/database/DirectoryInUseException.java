package cloud.dispatcher.store.database;

import java.io.Serial;
import java.nio.file.Path;

/** Another store uses the directory. The message says so in one sentence. */
public final class DirectoryInUseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    DirectoryInUseException(Path directory, String holder) {
        super(holder + " already uses the store in " + directory
                + ": stop it first, or give this one a directory of its own in etc/cloud.dispatcher.store.cfg.");
    }
}
