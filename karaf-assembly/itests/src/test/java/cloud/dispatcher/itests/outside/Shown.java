package cloud.dispatcher.itests.outside;

import java.time.Instant;

/** What the shell shows, which answers also while the dispatcher is stopped. */
final class Shown {
    private Shown() {}

    /** When the pinger heard a server the last time. */
    static Instant lastSeen(String server, Distribution distribution) {
        return distribution
                .must("server:show", "--no-format", server)
                .lines()
                .filter(line -> line.startsWith("last seen\t"))
                .map(line -> Instant.parse(line.split("\t")[1].strip()))
                .findFirst()
                .orElse(Instant.EPOCH);
    }
}
