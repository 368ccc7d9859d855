package cloud.dispatcher.pinger;

import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.Seconds;
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
    static final Settings DEFAULT = of(ConfigDefaults.of(PingerService.Config.class));

    Settings {
        timeout = timeout.compareTo(every) > 0 ? every : timeout;
    }

    static Settings of(PingerService.Config config) {
        return new Settings(
                Seconds.toDuration(config.everySeconds()),
                Seconds.toDuration(config.timeoutSeconds()),
                new Rules(config.misses(), config.answers(), Seconds.toDuration(config.patienceSeconds())),
                Seconds.toDuration(config.persistEverySeconds()),
                config.connections());
    }
}
