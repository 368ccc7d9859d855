package cloud.dispatcher.store;

import cloud.dispatcher.config.ConfigFile;
import cloud.dispatcher.config.Reading;
import java.nio.file.Path;

/**
 * What can be configured.
 *
 * @param directory where the database and its keys lie
 */
record Settings(Path directory) {
    private static final Path HOME =
            Path.of(System.getProperty("karaf.base", ".")).toAbsolutePath().normalize();

    private static final Settings DEFAULT = new Settings(HOME.resolve("var"));

    static final ConfigFile<Settings> FILE = new ConfigFile<>(Configuration.PID, DEFAULT, Settings::of);
    static final Opening OPENING = new Opening(DEFAULT.directory());

    private static Settings of(Reading<Settings> file) {
        return new Settings(file.path("directory", HOME, Settings::directory));
    }
}
