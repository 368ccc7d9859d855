package cloud.dispatcher.shell.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Action;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.apache.karaf.shell.api.console.Session;

/** Reads what a server is handed at its first boot. */
final class UserData {
    private static final int MOST = Action.LaunchServer.MOST_USER_DATA;

    private UserData() {}

    /**
     * Reads the file of this name, or the session's input for {@code -}.
     *
     * @throws RejectedException when it cannot be read, is too long, or is no text
     */
    static String read(String name, Session session) {
        try (var in = name.equals("-") ? session.getKeyboard() : open(name, session)) {
            var bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw refused("User data must not be longer than " + (MOST >> 10) + " KiB: " + name);
            }
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (NoSuchFileException e) {
            throw refused("There is no file " + e.getFile() + " on the container's machine.");
        } catch (CharacterCodingException e) {
            throw refused("User data must be text in UTF-8: " + name);
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
