package cloud.dispatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void what_ends_a_text_or_is_not_seen_is_escaped() {
        assertThat(Json.quoted("a \"b\" \\ \n ü")).isEqualTo("\"a \\\"b\\\" \\\\ \\u000a ü\"");
    }
}
