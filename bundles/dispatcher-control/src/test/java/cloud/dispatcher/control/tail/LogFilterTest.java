package cloud.dispatcher.control.tail;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.control.tail.LogFilter.Level;
import cloud.dispatcher.control.tail.LogFilter.Look;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFilterTest {
    private static final String LINE =
            "2026-11-26 11:32:37.966 WARN  Launch web-1: starting | operation=0193-aa01 server=0193-bb02"
                    + " account=0193-cc03 c.d.e.Story";

    @ParameterizedTest
    @CsvSource({
        "TRACE, operation, 0193-aa01, true",
        "WARN,  operation, aa01,      true",
        "ERROR, operation, aa01,      false",
        "TRACE, operation, 0193-a,    true",
        "TRACE, operation, aa0,       false",
        "TRACE, operation, bb02,      false",
        "TRACE, server,    bb02,      true",
        "TRACE, account,   cc03,      true",
        "TRACE, account,   .*,        false",
        "TRACE, rver,      bb02,      false",
    })
    void an_entry_is_taken_by_its_level_and_by_an_id_or_its_beginning_or_end(
            Level level, String key, String id, boolean taken) {
        assertThat(new LogFilter(level, Map.of(key, id), Look.PLAIN).shown(LINE).isPresent())
                .isEqualTo(taken);
    }

    @Test
    void every_id_that_is_asked_for_has_to_fit() {
        var both = Map.of("server", "bb02", "operation", "aa02");
        assertThat(new LogFilter(Level.INFO, both, Look.PLAIN).shown(LINE)).isEmpty();
    }

    @Test
    void a_stack_trace_belongs_to_its_first_line() {
        var filter = new LogFilter(Level.WARN, Map.of(), Look.PLAIN);
        assertThat(Stream.of(
                                entry("INFO", "a"),
                                "\tat a",
                                entry("WARN", "b"),
                                "java.io.IOException: b",
                                "\tat b",
                                entry("INFO", "c"),
                                "\tat c")
                        .map(filter::shown)
                        .flatMap(Optional::stream))
                .containsExactly(entry("WARN", "b"), "java.io.IOException: b", "\tat b");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T11:32:37Z ERROR x, true",
        "2026-11-26 11:32:37.123 FATAL x, true",
        "2026-11-26T11:32:37 NOTICE x, false",
        "at cloud.dispatcher.X, false",
        "ERROR without a time, false",
    })
    void an_entry_begins_with_a_time_and_a_level(String line, boolean begins) {
        assertThat(new LogFilter(Level.ERROR, Map.of(), Look.PLAIN).shown(line).isPresent())
                .isEqualTo(begins);
    }

    @Test
    void on_a_terminal_the_level_stands_out_and_what_it_is_about_recedes() {
        assertThat(highlighted("2026-11-26 11:32:37.966 WARN  x WARN | c.d.e.Story"))
                .isEqualTo("2026-11-26 11:32:37.966 \u001b[33mWARN\u001b[m  x WARN\u001b[2m | c.d.e.Story\u001b[m");
        assertThat(highlighted("2026-11-26 11:32:37.966 INFO  x | y")).contains(" INFO  x");
        assertThat(highlighted("2026-11-26 11:32:37.966 INFO  x")).isEqualTo("2026-11-26 11:32:37.966 INFO  x");
    }

    private static String highlighted(String line) {
        return new LogFilter(Level.TRACE, Map.of(), Look.HIGHLIGHTED)
                .shown(line)
                .orElseThrow();
    }

    private static String entry(String level, String text) {
        return "2026-11-26T11:32:37,966 " + level + "  thread  logger  " + text;
    }
}
