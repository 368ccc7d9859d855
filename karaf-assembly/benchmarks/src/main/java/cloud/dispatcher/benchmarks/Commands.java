package cloud.dispatcher.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Programs that are run to their end. */
final class Commands {
    private Commands() {}

    /** @throws IOException when it fails; its words are on our own output then */
    static void run(Path folder, String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(List.of(command) + " ended with " + code);
        }
    }
}
