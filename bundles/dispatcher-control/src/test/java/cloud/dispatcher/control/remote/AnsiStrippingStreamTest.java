package cloud.dispatcher.control.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class AnsiStrippingStreamTest {
    @Test
    void the_text_stays_and_its_looks_go() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var plain = new AnsiStrippingStream(bytes)) {
            plain.write("\u001b[31;1mDispatcher\u001b[0m \u001b[Kgrün [1m\u001b[m\n".getBytes(UTF_8));
        }
        assertThat(bytes.toString(UTF_8)).isEqualTo("Dispatcher grün [1m\n");
    }
}
