package cloud.dispatcher.control.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.control.tail.LogFilter.Level;
import cloud.dispatcher.control.tail.LogFilter.Look;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailOptionsTest {
    @Test
    void without_any_the_last_lines_of_all_levels_are_shown_and_more_is_waited_for() {
        assertThat(TailOptions.of(List.of())).isEqualTo(new TailOptions(Level.TRACE, Map.of(), 50, Look.PLAIN, true));
    }

    @Test
    void of_one_thing_the_whole_story_is_shown() {
        assertThat(TailOptions.of(List.of("--operation", "0193", "--level=warn", "--color", "--no-follow")))
                .isEqualTo(new TailOptions(
                        Level.WARN, Map.of("operation", "0193"), Integer.MAX_VALUE, Look.HIGHLIGHTED, false));
        assertThat(TailOptions.of(List.of("--server=web-1", "-n", "3")).lines()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "--level LOUD, '--level is one of TRACE, DEBUG, INFO, WARN, ERROR.'",
        "--lines few,  --lines is a number of lines.",
        "--server,     --server needs a value.",
        "server,       tail does not know server.",
        "--name x,     tail does not know --name.",
    })
    void what_is_wrong_is_said_in_one_sentence(String line, String sentence) {
        assertThatThrownBy(() -> TailOptions.of(List.of(line.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }
}
