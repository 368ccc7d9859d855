package cloud.dispatcher.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.shell.server.ServerLaunch;
import cloud.dispatcher.shell.server.ServerTerminate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnyOrderCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web-1 --force                 | --force web-1",
                "web-1 -w web-2                | -w web-1 web-2",
                "--force web-1                 | --force web-1",
                "web-1 --label a=b --watch     | --label a=b --watch web-1",
                "web-1 --label=a=b web-2       | --label=a=b web-1 web-2",
                "web-1 -a lab --reason --odd x | -a lab --reason --odd web-1 x",
                "web-1 --nosuch                | --nosuch web-1",
                "web-1 --label                 | --label web-1",
                "web-1 --force -- --watch -w   | --force web-1 --watch -w",
                "-- --watch                    | --watch",
            })
    void options_are_moved_before_the_arguments_with_their_values(String words, String expected) {
        var command = new AnyOrderCommand(null, ServerTerminate.class);
        assertThat(command.optionsFirst(List.of(words.split(" +"))))
                .extracting(Object::toString)
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web --user-data - --size s | --user-data - --size s web",
                "web -n 3 -s small          | -n 3 -s small web",
                "web -                      | web -",
            })
    void a_hyphen_alone_is_no_option(String words, String expected) {
        var command = new AnyOrderCommand(null, ServerLaunch.class);
        assertThat(command.optionsFirst(List.of(words.split(" +"))))
                .extracting(Object::toString)
                .containsExactly(expected.split(" "));
    }

    @Test
    void what_stands_behind_two_hyphens_is_not_taken_for_an_option_by_karaf() {
        var words = new ArrayList<Object>(List.of("--", "--watch"));
        assertThat(new AnyOrderCommand(null, ServerTerminate.class).optionsFirst(words))
                .singleElement()
                .isNotInstanceOf(String.class);
    }
}
