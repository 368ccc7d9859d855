package cloud.dispatcher.control.lifecycle;

import cloud.dispatcher.config.ConfigFile;
import cloud.dispatcher.config.Reading;
import java.time.Duration;

/** How long a start and a stop may take. */
record Settings(Duration start, Duration stop) {
    static final Settings DEFAULT = new Settings(Duration.ofSeconds(60), Duration.ofSeconds(20));
    static final ConfigFile<Settings> FILE = new ConfigFile<>(DispatcherLifecycle.PID, DEFAULT, Settings::of);

    private static Settings of(Reading<Settings> file) {
        return new Settings(
                file.seconds("startSeconds", "1", "3600", Settings::start),
                file.seconds("stopSeconds", "1", "3600", Settings::stop));
    }
}
