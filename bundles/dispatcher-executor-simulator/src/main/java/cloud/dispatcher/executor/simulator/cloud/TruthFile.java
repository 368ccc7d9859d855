package cloud.dispatcher.executor.simulator.cloud;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The append-only file of one account's truth. Every line is one write, so that a killed process leaves whole lines, and at most one
 * unfinished one at the end. Nothing is forced to the disk: this cloud outlives a killed process, not a power cut.
 */
final class TruthFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;

    // No channel: that is closed for good when a caller is interrupted in it.
    private @Nullable RandomAccessFile out;

    /** Where the last whole line ends. */
    private long whole;

    private boolean endsInHalfLine;

    private TruthFile(Path file) {
        this.file = file;
    }

    TruthFile(Path file, RandomAccessFile out) throws IOException {
        this(file);
        this.out = atEnd(out);
    }

    private RandomAccessFile atEnd(RandomAccessFile opened) throws IOException {
        whole = opened.length();
        opened.seek(whole);
        return opened;
    }

    /** Opens it for writing and cuts an unfinished last line. File and folder are made with the first line: who only asks leaves none. */
    static TruthFile open(Path file) {
        try {
            if (!Files.exists(file)) {
                return new TruthFile(file);
            }
            cut(file);
            return new TruthFile(file, new RandomAccessFile(file.toFile(), "rw"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the simulator's truth " + file + ": " + e.getMessage(), e);
        }
    }

    private static void cut(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var whole = finished(bytes);
        if (whole < bytes.length) {
            try (var cutting = FileChannel.open(file, StandardOpenOption.WRITE)) {
                cutting.truncate(whole);
            }
        }
    }

    /** The lines of a file, in their order, without an unfinished last one. A file that is not there has none. */
    static List<TruthLine> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            var bytes = Files.readAllBytes(file);
            var lines = new ArrayList<TruthLine>();
            for (var text : new String(bytes, 0, finished(bytes), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!text.isBlank()) {
                    lines.add(line(file, lines.size() + 1, text));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the simulator's truth " + file + ": " + e.getMessage(), e);
        }
    }

    private static TruthLine line(Path file, int number, String text) {
        try {
            return JSON.readValue(text, TruthLine.class);
        } catch (JsonProcessingException e) {
            throw new UnreadableTruthException(
                    file + ", line " + number + " is no line of a truth: " + e.getOriginalMessage(), e);
        }
    }

    private static int finished(byte[] bytes) {
        var end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Appends one line with one write. Of one that does not fit nothing stays. */
    void append(TruthLine line) {
        try {
            var to = made();
            cutHalfLine(to);
            var bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
            endsInHalfLine = true;
            to.write(bytes);
            endsInHalfLine = false;
            whole += bytes.length;
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private RandomAccessFile made() throws IOException {
        var there = out;
        if (there == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            there = atEnd(new RandomAccessFile(file.toFile(), "rw"));
            out = there;
        }
        return there;
    }

    private UncheckedIOException unwritten(IOException e) {
        try {
            if (out != null) {
                cutHalfLine(out);
            }
        } catch (IOException stuck) {
            // The next line tries it again; without one, the next start.
            e.addSuppressed(stuck);
        }
        return new UncheckedIOException("cannot write the simulator's truth " + file + ": " + e.getMessage(), e);
    }

    private void cutHalfLine(RandomAccessFile in) throws IOException {
        if (endsInHalfLine) {
            in.setLength(whole);
            in.seek(whole);
            endsInHalfLine = false;
        }
    }

    void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the simulator's truth " + file, e);
        }
    }
}
