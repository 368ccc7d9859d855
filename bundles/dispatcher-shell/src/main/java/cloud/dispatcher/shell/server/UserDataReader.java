package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.apache.karaf.shell.api.console.Session;

/** Reads what a server is handed at its first boot. */
final class UserDataReader {
    private static final int MOST = Action.LaunchServer.MOST_USER_DATA;

    private UserDataReader() {}

    /**
     * Reads the file of this name, or the session's input for {@code -}: any bytes, gzip included.
     *
     * @throws RejectedException when it cannot be read, or is too long
     */
    static Secret read(String name, Session session) {
        try (var in = name.equals("-") ? session.getKeyboard() : open(name, session)) {
            var bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw refused("User data must not be longer than " + (MOST >> 10) + " KiB: " + name);
            }
            return new Secret(bytes);
        } catch (NoSuchFileException e) {
            throw refused("There is no file " + e.getFile() + " on the container's machine.");
        } catch (IOException e) {
            throw refused("User data cannot be read: " + e.getMessage());
        }
    }

    private static InputStream open(String name, Session session) throws IOException {
        return Files.newInputStream(session.currentDir().resolve(name));
    }

    private static RejectedException refused(String sentence) {
        return new RejectedException(Refusal.INVALID, sentence);
    }
}
