package cloud.dispatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientTest {
    @Test
    void one_argument_is_a_line_as_typed() {
        assertThat(Client.line(List.of("log:display | grep \"web 1\""))).isEqualTo("log:display | grep \"web 1\"");
    }

    @Test
    void several_arguments_stay_several() {
        assertThat(Client.line(List.of("server:launch", "--name", "web 1", "it's $5\\%", "", "--count=5", "grün")))
                .isEqualTo("server:launch --name web\\ 1 it\\'s\\ \\$5\\\\\\% \"\" --count=5 grün");
    }
}
