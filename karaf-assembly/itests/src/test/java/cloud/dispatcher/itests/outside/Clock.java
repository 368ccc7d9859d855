package cloud.dispatcher.itests.outside;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** A wall clock of its own for a container, which can be set. Needs libfaketime. The monotonic clock stays the machine's. */
final class Clock {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketime.so.1";

    private final Path library;
    private final Path offset;

    private Clock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** Where that cannot be, the test is skipped, and says so. */
    static Clock in(Path folder) throws IOException {
        try (var libraries = Files.find(LIBRARIES, 3, (file, is) -> file.endsWith(LIBRARY))) {
            var library = libraries.findFirst();
            if (library.isEmpty()) {
                System.err.println("SKIPPED: no clock can be set here without libfaketime");
                abort("no libfaketime here");
            }
            var clock = new Clock(library.get(), folder.resolve("clock"));
            clock.set(Duration.ZERO);
            return clock;
        }
    }

    /** What a program needs to see this clock. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_NO_CACHE", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1");
    }

    /** So much away from the machine's time, from now on. */
    void set(Duration away) throws IOException {
        var next = offset.resolveSibling("clock.next");
        Files.writeString(next, "%+d".formatted(away.toSeconds()));
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
    }
}
