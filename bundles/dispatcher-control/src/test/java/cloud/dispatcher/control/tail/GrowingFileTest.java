package cloud.dispatcher.control.tail;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {
    @TempDir
    Path folder;

    private Path path;
    private GrowingFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("dispatcher.log");
        file = new GrowingFile(path);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void a_line_is_told_when_it_is_whole() throws Exception {
        assertThat(read()).isEmpty();
        write("a\nb");
        assertThat(read()).containsExactly("a");
        write("b\n\nü\n");
        assertThat(read()).containsExactly("bb", "", "ü");
    }

    @Test
    void nothing_is_lost_when_the_file_is_moved_away_and_begun_anew() throws Exception {
        write("a\n");
        assertThat(read()).containsExactly("a");
        write("b\nc\n");
        Files.move(path, folder.resolve("dispatcher.log.1"));
        assertThat(read()).containsExactly("b", "c");
        write("d\n");
        Files.move(path, folder.resolve("dispatcher.log.2"));
        write("e\n");
        assertThat(read()).containsExactly("e"); // of two moves between two looks the one in the middle is not seen
        write("f\n");
        assertThat(read()).containsExactly("f");
    }

    @Test
    void a_file_that_was_emptied_is_read_from_its_beginning() throws Exception {
        write("a\nb\n");
        assertThat(read()).containsExactly("a", "b");
        Files.writeString(path, "c\n");
        assertThat(read()).containsExactly("c");
    }

    @Test
    void a_line_longer_than_the_buffer_stays_one() throws Exception {
        write("x".repeat(200_000) + "\n");
        assertThat(read()).containsExactly("x".repeat(200_000));
    }

    private void write(String text) throws IOException {
        Files.writeString(path, text, CREATE, APPEND);
    }

    private List<String> read() throws IOException {
        var lines = new ArrayList<String>();
        for (var line = file.next(); line != null; line = file.next()) {
            lines.add(line);
        }
        return lines;
    }
}
