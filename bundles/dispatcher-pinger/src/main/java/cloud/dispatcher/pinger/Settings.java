package cloud.dispatcher.pinger;

import cloud.dispatcher.config.ConfigFile;
import cloud.dispatcher.config.Reading;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What can be configured.
 *
 * @param every how often a server is asked
 * @param timeout how long an answer may take; never longer than {@code every}
 * @param persistEvery how often last-seen, round trip and loss are stored; a verdict is stored at once
 * @param connections how many TCP probes may be under way at a time
 */
record Settings(Duration every, Duration timeout, Rules rules, Duration persistEvery, int connections) {
    static final Settings DEFAULT = new Settings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            new Rules(3, 2, Duration.ofSeconds(60)),
            Duration.ofSeconds(5),
            4_096);
    static final ConfigFile<Settings> FILE = new ConfigFile<>(PingerService.PID, DEFAULT, Settings::of);

    private static final int MILLIS = 3;

    Settings {
        timeout = timeout.compareTo(every) > 0 ? every : timeout;
    }

    private static Settings of(Reading<Settings> file) {
        return new Settings(
                file.seconds("everySeconds", "0.2", "3600", Settings::every),
                file.seconds("timeoutSeconds", "0.05", "60", Settings::timeout),
                new Rules(
                        file.whole("misses", 1, 100, before -> before.rules.misses()),
                        file.whole("answers", 1, 100, before -> before.rules.answers()),
                        file.seconds("patienceSeconds", "0", "3600", before -> before.rules.patience())),
                file.seconds("persistEverySeconds", "1", "3600", Settings::persistEvery),
                file.whole("connections", 1, 60_000, Settings::connections));
    }

    /** A duration as the file has it, in seconds. */
    static String shown(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), MILLIS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
