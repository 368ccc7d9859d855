package cloud.dispatcher.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, '\n', '\r', '\t', 0x1b, 0x7f, 0x80, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029,
                0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xd800, 0xdfff
            })
    void what_steers_a_terminal_or_a_log_is_not_printable_and_is_not_shown(int character) {
        var text = "web" + Character.toString(character) + "1";
        assertThat(Text.isUnprintable(text)).isTrue();
        assertThat(Text.isUnprintable(Text.oneLine(text))).isFalse();
        assertThat(Text.oneLine(text)).isIn("web 1", "web\ufffd1");
        if (character != '\n') {
            assertThat(Text.escaped(text)).isEqualTo("web\\u%04x1".formatted(character));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-1", "Zürich", "服务器", "שרת", "خادم", "👩‍💻", "می‌خواهم", "a b"})
    void what_people_write_is_printable(String text) {
        assertThat(Text.isUnprintable(text)).isFalse();
        assertThat(Text.oneLine(text)).isEqualTo(text);
        assertThat(Text.escaped(text)).isEqualTo(text);
    }

    @Test
    void several_lines_become_one() {
        assertThat(Text.oneLine("two\r\n  lines\t")).isEqualTo("two lines ");
    }
}
