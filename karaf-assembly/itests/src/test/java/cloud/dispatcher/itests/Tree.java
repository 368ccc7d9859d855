package cloud.dispatcher.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The source tree, as built. */
final class Tree {
    static final Path ROOT =
            Path.of(System.getProperty("dispatcher.root", "../..")).normalize();

    private Tree() {}

    /** The folder of every bundle. */
    static List<Path> bundles() {
        return matching(ROOT.resolve("bundles"), "dispatcher-*");
    }

    /** What is made of the folder of a bundle. */
    static Path jar(Path bundle) {
        return matching(bundle.resolve("target"), "dispatcher-*.jar").stream()
                .filter(jar -> !jar.toString().endsWith("-tests.jar"))
                .findFirst()
                .orElseThrow();
    }

    static List<Path> matching(Path folder, String glob) {
        try (var found = Files.newDirectoryStream(folder, glob)) {
            var all = new ArrayList<Path>();
            found.forEach(all::add);
            all.sort(null);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
