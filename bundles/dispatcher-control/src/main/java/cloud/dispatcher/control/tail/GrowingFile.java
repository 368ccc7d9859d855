package cloud.dispatcher.control.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file line by line as it grows, also when it is not there yet, and when it is rotated: moved away and begun anew, or copied and
 * emptied. What is emptied and then grows past where this is between two looks is not told from one that only grew.
 */
final class GrowingFile implements AutoCloseable {
    private final Path path;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable FileChannel channel;
    private @Nullable Object identity;

    GrowingFile(Path path) {
        this.path = path;
    }

    /** The next whole line; null when there is none for now. */
    @Nullable
    String next() throws IOException {
        do {
            while (buffer.hasRemaining()) {
                byte b = buffer.get();
                if (b == '\n') {
                    return taken();
                }
                line.write(b);
            }
        } while (fill());
        if (isReplaced()) {
            close();
            return line.size() > 0 ? taken() : next();
        }
        return null;
    }

    private String taken() {
        var text = line.toString(UTF_8);
        line.reset();
        return text;
    }

    private boolean fill() throws IOException {
        var from = channel == null ? open() : channel;
        if (from == null) {
            return false;
        }
        buffer.clear();
        try {
            return from.read(buffer) > 0;
        } finally {
            buffer.flip();
        }
    }

    private @Nullable FileChannel open() throws IOException {
        try {
            channel = FileChannel.open(path);
            identity = attributes().fileKey();
        } catch (NoSuchFileException notYet) {
            close();
        }
        return channel;
    }

    /** Asked only when all was read: what was written before the move is not lost. */
    private boolean isReplaced() throws IOException {
        if (channel == null) {
            return false;
        }
        try {
            var now = attributes();
            return !now.fileKey().equals(identity) || now.size() < channel.position();
        } catch (NoSuchFileException movedAway) {
            return false;
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
