package cloud.dispatcher.control.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.control.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps the desired state over a crash: after any interruption the file holds the old word or the new one, never a part of one. */
final class DesiredStateFile {
    private final Path file;

    DesiredStateFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /**
     * What was last written; empty when nothing ever was.
     *
     * @throws IOException also when the file holds something else; its message is for people
     */
    Optional<DesiredState> read() throws IOException {
        String word;
        try {
            word = Files.readString(file).strip();
        } catch (NoSuchFileException never) {
            return Optional.empty();
        }
        for (var state : DesiredState.values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        throw new IOException(file + " holds neither \"started\" nor \"stopped\"");
    }

    /**
     * On return the state is on the disk. What is there already is not written: a full disk is in the way of nothing that is so.
     *
     * @throws IOException its message is for people, without a full stop; what was stored before is there still
     */
    void write(DesiredState state) throws IOException {
        if (isThere(state)) {
            return;
        }
        try {
            WholeFile.write(file, (state.word() + "\n").getBytes(UTF_8), WholeFile.MINE);
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        var reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    private boolean isThere(DesiredState state) {
        try {
            return read().filter(state::equals).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
