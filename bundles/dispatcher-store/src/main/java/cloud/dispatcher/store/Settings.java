package cloud.dispatcher.store;

import cloud.dispatcher.config.ConfigFile;
import cloud.dispatcher.config.Reading;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What can be configured.
 *
 * @param directory where the database and its keys lie
 * @param keepDays for how many days what has ended is kept
 * @param keepRows how many of each sort of what has ended are kept
 */
record Settings(Path directory, int keepDays, int keepRows) {
    private static final Path HOME =
            Path.of(System.getProperty("karaf.base", ".")).toAbsolutePath().normalize();

    private static final Settings DEFAULT = new Settings(HOME.resolve("var"), 90, 1_000_000);

    static final ConfigFile<Settings> FILE = new ConfigFile<>(Configuration.PID, DEFAULT, Settings::of);
    static final Opening OPENING = new Opening(DEFAULT.directory());

    private static Settings of(Reading<Settings> file) {
        return new Settings(
                file.path("directory", HOME, Settings::directory),
                file.whole("keepDays", 1, 36_500, Settings::keepDays),
                file.whole("keepRows", 1_000, 100_000_000, Settings::keepRows));
    }

    Retention.Limits limits() {
        return new Retention.Limits(Duration.ofDays(keepDays), keepRows);
    }
}
