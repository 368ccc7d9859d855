package cloud.dispatcher.control.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTest {
    private static final String LINE =
            "2026-11-26 11:32:37.966 WARN  Launch web-1: starting | operation=0193-aa01 server=0193-bb02 account=0193-cc03 c.d.e.Story";

    @ParameterizedTest
    @CsvSource({
        "TRACE, operation, 0193-aa01, true",
        "WARN,  operation, aa01,      true",
        "ERROR, operation, aa01,      false",
        "TRACE, operation, aa0,       false",
        "TRACE, operation, bb02,      false",
        "TRACE, server,    bb02,      true",
        "TRACE, account,   cc03,      true",
        "TRACE, account,   .*,        false",
        "TRACE, rver,      bb02,      false",
    })
    void an_entry_is_taken_by_its_level_and_by_an_id_or_its_end(Level level, String key, String id, boolean taken) {
        assertThat(new Wanted(level, Map.of(key, id)).takes(Head.of(LINE).orElseThrow()))
                .isEqualTo(taken);
    }

    @Test
    void every_id_that_is_asked_for_has_to_fit() {
        assertThat(new Wanted(Level.INFO, Map.of("server", "bb02", "operation", "aa02"))
                        .takes(Head.of(LINE).orElseThrow()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T11:32:37Z ERROR x, ERROR",
        "2026-11-26 11:32:37.123 FATAL x, FATAL",
        "2026-11-26T11:32:37 NOTICE x,",
        "at cloud.dispatcher.X,",
        "INFO without a time,",
    })
    void a_line_without_time_and_level_goes_on_with_the_entry_before(String line, Level level) {
        assertThat(Head.of(line).map(Head::level).orElse(null)).isEqualTo(level);
    }

    @Test
    void on_a_terminal_the_level_stands_out_and_what_it_is_about_recedes() {
        assertThat(highlighted("2026-11-26 11:32:37.966 WARN  x WARN | c.d.e.Story"))
                .isEqualTo("2026-11-26 11:32:37.966 \u001b[33mWARN\u001b[m  x WARN\u001b[2m | c.d.e.Story\u001b[m");
        assertThat(highlighted("2026-11-26 11:32:37.966 INFO  x | y")).contains(" INFO  x");
        assertThat(highlighted("2026-11-26 11:32:37.966 INFO  x")).isEqualTo("2026-11-26 11:32:37.966 INFO  x");
    }

    private static String highlighted(String line) {
        return Head.of(line).orElseThrow().highlighted();
    }
}
