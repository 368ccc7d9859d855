package cloud.dispatcher.control.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void a_terminal_sees_a_line_change_in_its_place() {
        var screen = new Screen(out, 80);
        screen.show(line("a", "10 %"));
        screen.show(line("a", "20 %"));
        screen.settle();
        screen.show(line("b", "done"));
        assertThat(shown()).isEqualTo("\u001b[K10 %\n" + "\u001b[1A\r" + "\u001b[K20 %\n" + "\u001b[Kdone\n");
    }

    @Test
    void a_line_that_would_take_two_is_cut() {
        new Screen(out, 10).show(line("a", "\u001b[32m0123456789\u001b[0m"));
        assertThat(shown()).isEqualTo("\u001b[K012345678\n");
    }

    @Test
    void elsewhere_each_news_is_a_plain_line_once() {
        var screen = new Screen(out, 0);
        screen.show(line("a", screen.styled(Screen.Style.GREEN, "up")));
        screen.show(line("a", "up"));
        screen.show(line("a", "down"));
        assertThat(shown()).isEqualTo("up\ndown\n");
    }

    @Test
    void styles_take_no_room_in_a_row() {
        assertThat(Screen.row(List.of("\u001b[32mup\u001b[0m", "b", "c"), List.of(4, 3)))
                .isEqualTo("\u001b[32mup\u001b[0m  b  c");
    }

    @Test
    void elsewhere_a_line_without_news_is_not_printed_again() {
        var screen = new Screen(out, 0);
        screen.show(Map.of("a", new Screen.Line("UP 0.11 ms", "UP")));
        screen.show(Map.of("a", new Screen.Line("UP 0.12 ms", "UP")));
        screen.show(Map.of("a", new Screen.Line("DOWN", "DOWN")));
        assertThat(shown()).isEqualTo("UP 0.11 ms\nDOWN\n");
    }

    private static Map<String, Screen.Line> line(String name, String text) {
        return Map.of(name, new Screen.Line(text, text));
    }

    private String shown() {
        return bytes.toString(UTF_8);
    }
}
