package cloud.dispatcher.store.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
    @Test
    void a_cursor_brings_its_key_back() {
        assertThat(Cursor.key("servers", 2, Cursor.of("servers", "a\nb", 7))).containsExactly("a\nb", "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "bogus", "!!", "", "c2VydmVycw"})
    void a_cursor_that_is_none_is_refused_in_plain_words(String bogus) {
        assertThatThrownBy(() -> Cursor.key("servers", 2, bogus))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the cursor was not given by this list");
    }
}
