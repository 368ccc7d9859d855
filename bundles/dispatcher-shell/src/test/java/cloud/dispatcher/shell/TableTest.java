package cloud.dispatcher.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final String ID = "019ab5d2-7c1e-7f00-8000-0123456789ab";
    private static final String SHORT = "019ab5d2-7c1e-7f00";

    private record Row(String id, String name, String progress, String by) {}

    private static final Row ROW = new Row(ID, "web-of-a-long-name-1", "40 % creating the disk", "alice");

    private static final Table<Row> TABLE = Table.<Row>of("nothing")
            .id("Id", Row::id)
            .name("Name", Row::name)
            .spareText("Progress", Row::progress)
            .spare("By", Row::by)
            .total("row", Row::by);

    @ParameterizedTest
    @ValueSource(ints = {40, 50, 60, 80, 100, 160})
    void no_line_is_wider_than_the_terminal_and_the_id_has_what_tells_it_from_others(int width) {
        assertThat(printed(width, ROW))
                .allSatisfy(line -> assertThat(ScreenText.width(line)).isLessThanOrEqualTo(width))
                .anyMatch(line -> line.startsWith(SHORT));
    }

    @Test
    void ids_are_shortened_first_then_the_widest_is_cut_and_the_rightmost_left_out() {
        assertThat(printed(100, ROW).get(2)).isEqualTo(ID + " │ web-of-a-long-name-1 │ 40 % creating the disk │ alice");
        assertThat(printed(80, ROW).get(2))
                .isEqualTo(SHORT + " │ web-of-a-long-name-1 │ 40 % creating the disk │ alice");
        assertThat(printed(66, ROW).get(2)).isEqualTo(SHORT + " │ web-of-a…g-name-1 │ 40 % creating th… │ alice");
        assertThat(printed(48, ROW).get(2)).isEqualTo(SHORT + " │ web-…e-1 │ 40 % cr… │ alice");
        assertThat(printed(47, ROW).get(2)).isEqualTo(SHORT + " │ web-o…ame-1 │ 40 % creati…");
        assertThat(printed(30, ROW).get(2)).isEqualTo(SHORT + " │ web-…me-1");
    }

    @Test
    void where_there_is_no_terminal_nothing_is_cut() {
        assertThat(printed(0, ROW).get(2)).isEqualTo(ID + " │ web-of-a-long-name-1 │ 40 % creating the disk │ alice");
    }

    @Test
    void the_last_line_counts_the_rows() {
        assertThat(printed(0, ROW)).last().isEqualTo("1 row: 1 alice");
        assertThat(printed(0, ROW, ROW, new Row(ID, "a", "b", "bob"))).last().isEqualTo("3 rows: 2 alice, 1 bob");
        assertThat(printed(0)).last().isEqualTo("nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"服务器-一号-在北京的机房", "👩👩👩👩👩👩👩👩👩👩👩👩", "e\u0301e\u0301e\u0301-zürich", "ｗｉｄｅ"})
    void wide_characters_keep_columns_aligned(String name) {
        for (int width : new int[] {0, 44, 60, 80}) {
            var lines = printed(width, ROW, new Row(ID, name, "b", "alice"));
            var bars = lines.stream()
                    .skip(2)
                    .limit(2)
                    .map(line -> ScreenText.width(line.substring(0, line.indexOf('│', line.indexOf('│') + 1))))
                    .toList();
            assertThat(bars.get(0)).isEqualTo(bars.get(1));
            assertThat(lines).allMatch(line -> width == 0 || ScreenText.width(line) <= width);
        }
    }

    @Test
    void what_is_wrapped_goes_on_below_itself_between_words() {
        var details = new DetailTable();
        details.put("message", "The cloud says that it has no room left for you");
        assertThat(printed(() -> details.print(36)))
                .containsExactly("message │ The cloud says that it has", "        │ no room left for you");
        assertThat(printed(() -> details.print(0))).hasSize(1);
    }

    @Test
    void what_a_cloud_says_does_not_steer_the_terminal() {
        var details = new DetailTable();
        details.put("message", "two\nlines \u001b[31mred\u009b31m \u202etxt.exe\u2028end");
        assertThat(printed(() -> details.print(0)))
                .containsExactly("message │ two lines \ufffd[31mred\ufffd31m \ufffdtxt.exe end");
    }

    private static List<String> printed(int width, Row... rows) {
        return printed(() -> TABLE.print(List.of(rows), width));
    }

    private static List<String> printed(Runnable print) {
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            print.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
