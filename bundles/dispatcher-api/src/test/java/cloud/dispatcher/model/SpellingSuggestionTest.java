package cloud.dispatcher.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingSuggestionTest {
    private static final List<String> WORDS = List.of("port", "host", "maxBodyBytes", "tokenFile");

    @Test
    void a_typing_error_is_recognised() {
        assertThat(SpellingSuggestion.of("prot", WORDS)).contains("port");
        assertThat(SpellingSuggestion.of("maxBodyByte", WORDS)).contains("maxBodyBytes");
        assertThat(SpellingSuggestion.of("TOKENFILE", WORDS)).contains("tokenFile");
    }

    @Test
    void nothing_is_suggested_for_another_word() {
        assertThat(SpellingSuggestion.of("colour", WORDS)).isEmpty();
        assertThat(SpellingSuggestion.of("port", List.of())).isEmpty();
    }
}
