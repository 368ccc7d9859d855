package cloud.dispatcher.pinger;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What can be configured, checked.
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

    private static final String FILE = "etc/" + PingerService.PID + ".cfg";
    private static final int MILLIS = 3;

    Settings {
        timeout = timeout.compareTo(every) > 0 ? every : timeout;
    }

    /**
     * Reads the configuration. For a bad value the one in {@code before} stays, and {@code refuse} is told in one line what is wrong and
     * what is allowed.
     */
    static Settings of(PingerService.Config config, Settings before, Consumer<String> refuse) {
        var reader = new Reader(refuse);
        return new Settings(
                reader.seconds("everySeconds", config.everySeconds(), "0.2", "3600", before.every()),
                reader.seconds("timeoutSeconds", config.timeoutSeconds(), "0.05", "60", before.timeout()),
                new Rules(
                        reader.count(
                                "misses",
                                config.misses(),
                                1,
                                100,
                                before.rules().misses()),
                        reader.count(
                                "answers",
                                config.answers(),
                                1,
                                100,
                                before.rules().answers()),
                        reader.seconds(
                                "patienceSeconds",
                                config.patienceSeconds(),
                                "0",
                                "3600",
                                before.rules().patience())),
                reader.seconds("persistEverySeconds", config.persistEverySeconds(), "1", "3600", before.persistEvery()),
                reader.count("connections", config.connections(), 1, 60_000, before.connections()));
    }

    private record Reader(Consumer<String> refuse) {

        Duration seconds(String key, String text, String least, String most, Duration before) {
            return within(key, text, new BigDecimal(least), new BigDecimal(most), "seconds", before, Reader::duration);
        }

        int count(String key, String text, int least, int most, int before) {
            var from = BigDecimal.valueOf(least);
            var to = BigDecimal.valueOf(most);
            return within(key, text, from, to, "a whole number", before, BigDecimal::intValueExact);
        }

        private <T> T within(
                String key,
                String text,
                BigDecimal least,
                BigDecimal most,
                String what,
                T before,
                Function<BigDecimal, T> convert) {
            try {
                var value = new BigDecimal(text.strip());
                if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                    return convert.apply(value);
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // told below, with what is allowed
            }
            refuse.accept("%s: %s = %s is refused; allowed is %s from %s to %s. It stays %s."
                    .formatted(
                            FILE,
                            key,
                            text,
                            what,
                            least,
                            most,
                            before instanceof Duration duration ? shown(duration) : before));
            return before;
        }

        private static Duration duration(BigDecimal seconds) {
            return Duration.ofMillis(seconds.movePointRight(MILLIS).longValue());
        }
    }

    /** A duration as the file has it, in seconds. */
    static String shown(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), MILLIS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
