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

    static final ConfigFile<Settings> FILE =
            new ConfigFile<>(Configuration.PID, new Settings(HOME.resolve("var")), Settings::of);

    private static Settings of(Reading<Settings> file) {
        return new Settings(file.path("directory", HOME, Settings::directory));
    }
}
