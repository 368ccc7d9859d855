package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.ConfigProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What is configured for the machine; everything else is a setting of the account.
 *
 * @param folder where the truth is kept
 */
record Settings(Path folder) {
    private static final Path HOME =
            Path.of(System.getProperty("karaf.base", ".")).toAbsolutePath().normalize();

    static final Settings DEFAULT = new Settings(
            HOME.resolve(ConfigDefaults.of(CloudComponent.Config.class).folder()));

    /**
     * @param instead is what it is where the folder cannot be used
     * @param log gets a sentence then
     */
    static Settings of(CloudComponent.Config config, Settings instead, ConfigProblems problems, Consumer<String> log) {
        return new Settings(problems.parse("folder", config.folder(), Settings::made, instead.folder, log));
    }

    private static Path made(String text) {
        var folder = HOME.resolve(text).normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalArgumentException("the folder cannot be made (" + e + ")", e);
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("the folder cannot be written");
        }
        return folder;
    }
}
