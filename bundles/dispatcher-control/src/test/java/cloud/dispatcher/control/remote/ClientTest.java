package cloud.dispatcher.control.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ClientTest {
    private static final Duration SOON = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void one_argument_is_a_line_as_typed() {
        assertThat(Client.line(List.of("log:display | grep \"web 1\""))).isEqualTo("log:display | grep \"web 1\"");
    }

    @Test
    void several_arguments_stay_several() {
        assertThat(Client.line(List.of("server:launch", "--name", "web 1", "it's $5\\%", "", "--count=5", "grün")))
                .isEqualTo("server:launch --name web\\ 1 it\\'s\\ \\$5\\\\\\% \"\" --count=5 grün");
    }

    @Test
    void what_is_not_UTF_8_is_refused_before_anything_is_sent() throws Exception {
        assertThat(run("account:create gr\ufffdn")).isEqualTo(Client.USAGE);
        assertThat(err.toString(UTF_8)).isEqualTo("What was typed is not UTF-8: nothing was done.\n");
    }

    @Test
    void a_container_that_takes_the_connection_and_says_nothing_cannot_be_reached() throws Exception {
        try (var stuck = stuck()) {
            assertThat(run("dispatcher:status")).isEqualTo(Client.UNREACHABLE);
            assertThat(stuck.isOpen()).isTrue();
        }
        assertThat(err.toString(UTF_8)).isEqualTo("The container cannot be reached: it does not answer\n");
    }

    @Test
    void where_so_many_wait_that_not_even_the_connection_is_taken_it_is_given_up_too() throws Exception {
        try (var stuck = stuck();
                var first = connected();
                var second = connected()) {
            assertThat(stuck.isOpen() && first.isConnected() && second.isConnected())
                    .isTrue();
            assertThat(run("dispatcher:status")).isEqualTo(Client.UNREACHABLE);
        }
    }

    @Test
    void a_container_that_goes_away_is_told() throws Exception {
        try (var stuck = stuck()) {
            var leaving = new Thread(() -> {
                try {
                    stuck.accept().close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            leaving.start();
            assertThat(run("dispatcher:status")).isEqualTo(Client.BROKEN);
            leaving.join();
        }
        assertThat(err.toString(UTF_8)).isEqualTo("The container went away before the command was over.\n");
    }

    private int run(String line) throws IOException {
        var streams = new Client.Streams(InputStream.nullInputStream(), out, err);
        return Client.run(socket(), line, 0, SOON, streams);
    }

    private String socket() {
        return folder.resolve("control.sock").toString();
    }

    private ServerSocketChannel stuck() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()), 1);
    }

    private SocketChannel connected() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }
}
