package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.config.ConfigFile;
import cloud.dispatcher.config.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is configured for the machine; everything else is a setting of the account.
 *
 * @param folder where the truth is kept
 */
record Settings(Path folder) {
    private static final Path HOME =
            Path.of(System.getProperty("karaf.base", ".")).toAbsolutePath().normalize();

    static final ConfigFile<Settings> FILE =
            new ConfigFile<>(CloudComponent.PID, new Settings(HOME.resolve("var/simulator")), Settings::of);

    private static Settings of(Reading<Settings> file) {
        return new Settings(
                file.path("folder", HOME, "a folder that can be made and written", Settings::made, Settings::folder));
    }

    private static Path made(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("not writable");
        }
        return folder;
    }
}
