package cloud.dispatcher.control.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class FailureMessagesTest {
    @Test
    void what_karaf_refuses_is_a_plain_sentence_that_says_where_to_read_on() {
        var karafs = new CommandException(
                "\u001b[31mError executing command server:\u001b[1mshow\u001b[22m\u001b[39m: too many arguments"
                        + " specified",
                "Too many arguments specified");
        assertThat(FailureMessages.of(karafs)).isEqualTo("Too many arguments specified; see: help server:show");
    }

    @Test
    void our_own_sentence_stays_what_it_is() {
        var ours = new CommandException("There is no server x.", "There is no server x.");
        assertThat(FailureMessages.of(ours)).isEqualTo("There is no server x.");
    }
}
