package cloud.dispatcher.control.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void a_stack_trace_belongs_to_its_first_line() {
        var screen = screen(Level.WARN, 10);
        Stream.of(
                        entry("INFO", "a"),
                        "\tat a",
                        entry("WARN", "b"),
                        "java.io.IOException: b",
                        "\tat b",
                        entry("INFO", "c"),
                        "\tat c")
                .forEach(screen::line);
        screen.live();
        assertThat(lines()).containsExactly(entry("WARN", "b"), "java.io.IOException: b", "\tat b");
    }

    @Test
    void of_what_was_there_before_the_last_lines_are_shown_and_then_all_that_come() {
        var screen = screen(Level.TRACE, 2);
        Stream.of("a", "b", "c").map(text -> entry("INFO", text)).forEach(screen::line);
        assertThat(lines()).isEmpty();
        screen.live();
        Stream.of("d", "e", "f").map(text -> entry("INFO", text)).forEach(screen::line);
        assertThat(lines().map(line -> line.substring(line.length() - 1))).containsExactly("b", "c", "d", "e", "f");
    }

    private Screen screen(Level level, int most) {
        return new Screen(new Wanted(level, Map.of()), Screen.Look.PLAIN, new PrintStream(shown, true, UTF_8), most);
    }

    private Stream<String> lines() {
        return shown.toString(UTF_8).lines();
    }

    private static String entry(String level, String text) {
        return "2026-11-26T11:32:37,966 " + level + "  thread  logger  " + text;
    }
}
