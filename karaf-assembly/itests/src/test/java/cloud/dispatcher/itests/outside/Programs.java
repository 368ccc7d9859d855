package cloud.dispatcher.itests.outside;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What is installed on this machine. */
final class Programs {
    private Programs() {}

    /** Whether there is such a program; where not, that {@code what} is skipped is said loudly. */
    static boolean has(String command, String what) {
        var program = command.split(" ")[0];
        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!isThere) {
            System.err.println("SKIPPED: " + what + ", because this machine has no " + program);
        }
        return isThere;
    }
}
