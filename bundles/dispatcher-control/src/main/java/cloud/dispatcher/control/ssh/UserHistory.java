package cloud.dispatcher.control.ssh;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What one user has typed, in a file that only the container's user can read. A line that may carry a credential can be recalled while its
 * session lasts and is not written. What may carry one is decided by the command
 * first: those of accounts take credentials, and settings of which an executor's schema may say that they are secret.
 */
final class UserHistory extends DefaultHistory {
    private static final Pattern MAY_CARRY_CREDENTIAL = Pattern.compile(
            "(?i)(^|[^\\w-])(account:(create|update)|jaas:|ssh:|cm:|config:" // and without their scopes:
                    + "|(create|update|useradd|passwd|ssh|edit|property-set|property-append)($|[^\\w-]))"
                    + "|(^|[\\s\"'])(-c|-P|--credential|--password|--user-data)($|[\\s\"'=])"
                    + "|passw|secret|token|credential|(api|access|private).?key|bearer");

    private static final int LONGEST = 4_096;

    private final Path file;

    private UserHistory(Path file) {
        this.file = file;
    }

    /** Takes the place of the history that the reader has. */
    static UserHistory of(LineReader reader, Path folder, String user) {
        var file = folder.resolve(URLEncoder.encode(user, StandardCharsets.UTF_8) + ".history");
        reader.setVariable(LineReader.HISTORY_FILE, file);
        return new UserHistory(file);
    }

    @Override
    public boolean isPersistable(Entry entry) {
        return super.isPersistable(entry) && mayBeKept(entry.line());
    }

    static boolean mayBeKept(String line) {
        return line.length() <= LONGEST && !MAY_CARRY_CREDENTIAL.matcher(line).find();
    }

    @Override
    public void save() throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        super.save();
    }
}
