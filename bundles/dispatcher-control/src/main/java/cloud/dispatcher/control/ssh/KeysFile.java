package cloud.dispatcher.control.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Karaf's {@code etc/keys.properties}: who may come in over ssh with which key, and may then do what. Karaf reads it at each login. */
final class KeysFile {
    private final Path file;

    KeysFile(Path file) {
        this.file = file;
    }

    /** The user's public key and, between commas, roles; empty where nobody of this name may come in. */
    Optional<String> of(String user) throws IOException {
        var users = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                users.load(reader);
            }
        }
        return Optional.ofNullable(users.getProperty(user));
    }

    /** Behind what is there, so that an operator's own lines stay as they are. */
    void add(String line, String why) throws IOException {
        var text = Files.exists(file) ? Files.readString(file) : "";
        var gap = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        Files.writeString(file, gap + "\n# " + why + "\n" + line + "\n", UTF_8, CREATE, APPEND);
    }

    /** @param roles between commas */
    static String line(String user, String publicPart, String roles) {
        return user.replaceAll("([\\\\ :=#!])", "\\\\$1") + " = " + publicPart + "," + roles;
    }
}
