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

    private final Table table =
            Table.of("nothing").whole("Id").cut("Name").spareText("Progress").spare("By");

    @ParameterizedTest
    @ValueSource(ints = {50, 60, 80, 100, 160})
    void no_line_is_wider_than_the_terminal_and_the_id_is_whole(int width) {
        row();
        assertThat(printed(width))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width))
                .anyMatch(line -> line.contains(ID));
    }

    @Test
    void the_widest_is_cut_first_and_the_rightmost_is_left_out_first() {
        row();
        assertThat(printed(80).get(2)).isEqualTo(ID + " │ web-of-a-long-… │ 40 % creating … │ alice");
        assertThat(printed(66).get(2)).isEqualTo(ID + " │ web-of-… │ 40 % cr… │ alice");
        assertThat(printed(65).get(2)).isEqualTo(ID + " │ web-of-a-l… │ 40 % creati…");
        assertThat(printed(50).get(2)).isEqualTo(ID + " │ web-of-a-l…");
    }

    @Test
    void where_there_is_no_terminal_nothing_is_cut() {
        row();
        assertThat(printed(0).get(2)).isEqualTo(ID + " │ web-of-a-long-name │ 40 % creating the disk │ alice");
    }

    @Test
    void what_is_wrapped_goes_on_below_itself_between_words() {
        var sheet = Table.of("").whole("").wrapped("");
        sheet.row("message", "The cloud says that it has no room left for you");
        assertThat(printed(sheet, 36))
                .containsExactly("message │ The cloud says that it has", "        │ no room left for you");
        assertThat(printed(sheet, 0)).hasSize(1);
    }

    @Test
    void what_a_cloud_says_does_not_steer_the_terminal() {
        var sheet = Table.of("").whole("").wrapped("");
        sheet.row("message", "two\nlines \u001b[31mred\u009b31m");
        assertThat(printed(sheet, 0)).containsExactly("message │ two lines [31mred 31m");
    }

    private void row() {
        table.row(ID, "web-of-a-long-name", "40 % creating the disk", "alice");
    }

    private List<String> printed(int width) {
        return printed(table, width);
    }

    private static List<String> printed(Table table, int width) {
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            table.print(width);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::stripTrailing)
                .toList();
    }
}
