package cloud.dispatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void members_and_items_are_found_where_they_are() {
        var json = Json.read("""
                {"items": [{"name": "web-1", "loss": 0.25, "up": true, "gone": null}, {"name": "web-2"}], "empty": [], "none": {}}
                """);
        assertThat(json.get("items").items())
                .extracting(item -> item.text("name"))
                .containsExactly("web-1", "web-2");
        var first = json.get("items").items().get(0);
        assertThat(first.text("loss")).isEqualTo("0.25");
        assertThat(first.text("up")).isEqualTo("true");
        assertThat(first.text("gone")).isEmpty();
        assertThat(json.get("empty").items()).isEmpty();
    }

    @Test
    void what_is_not_there_is_empty() {
        assertThat(Json.read("{}").get("a").get("b").text("c")).isEmpty();
        assertThat(Json.read("7").get("a").items()).isEmpty();
    }

    @Test
    void every_escape_is_understood() {
        assertThat(Json.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fc\"").text()).isEqualTo("\"\\/\b\f\n\r\tü");
    }

    @Test
    void what_is_quoted_reads_back() {
        var text = "a \"b\" \\ \n ü";
        assertThat(Json.read(Json.quoted(text)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1", "\"a", "{\"a\" 1}", "{} x", "<html>", "\"\\u12"})
    void what_is_not_json_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.read(text));
    }
}
