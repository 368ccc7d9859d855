package cloud.dispatcher.control.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On real unix sockets. */
@Timeout(30)
class ControlServerTest {
    @TempDir
    Path data;

    private final FakeCommandRunner commands = new FakeCommandRunner();
    private SocketFile place;
    private ControlServer server;

    @BeforeEach
    void open() throws IOException {
        place = new SocketFile(data.resolve("run"));
        server = ControlServer.open(place, commands);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void a_line_comes_back_as_what_it_wrote_and_its_exit_code() throws Exception {
        var answer = ask("greet");
        assertThat(answer.out).isEqualTo("grüß dich\n");
        assertThat(answer.err).isEqualTo("and be warned\n");
        assertThat(answer.exit).isZero();
        assertThat(ask("fail").exit).isEqualTo(42);
    }

    @Test
    void the_actor_is_the_user_whom_the_kernel_names() throws Exception {
        ask("greet");
        assertThat(commands.requests).hasSize(1);
        assertThat(commands.requests.get(0).user()).isEqualTo(System.getProperty("user.name"));
    }

    @Test
    void more_than_a_frame_holds_arrives_whole() throws Exception {
        assertThat(ask("big").out).hasSize(3 * FrameChannel.MOST + 1);
    }

    @Test
    void a_command_that_reads_asks_for_it_and_no_other_does() throws Exception {
        try (var client = connect()) {
            var frames = new FrameChannel(client);
            frames.write(FrameChannel.LINE, "ask".getBytes(UTF_8));
            assertThat(frames.read().kind()).isEqualTo(FrameChannel.OUT);
            assertThat(frames.read().kind()).isEqualTo(FrameChannel.WANTED);
            frames.write(FrameChannel.INPUT, "yes\n".getBytes(UTF_8));
            assertThat(answer(frames).out).isEqualTo("You said yes.\n");
        }
    }

    @Test
    void a_secret_is_asked_for_so_that_the_terminal_does_not_show_it() throws Exception {
        try (var client = connect()) {
            var frames = new FrameChannel(client);
            frames.write(FrameChannel.LINE, "secret".getBytes(UTF_8));
            assertThat(frames.read().kind()).isEqualTo(FrameChannel.HIDDEN);
            frames.write(FrameChannel.INPUT, "s3cr3t\n".getBytes(UTF_8));
            assertThat(frames.read().kind()).isEqualTo(FrameChannel.WANTED);
            frames.write(FrameChannel.INPUT, "seen\n".getBytes(UTF_8));
            assertThat(answer(frames).out).isEqualTo("6 characters, then seen\n");
        }
    }

    @Test
    void a_line_or_a_secret_that_is_not_UTF_8_is_refused_in_a_sentence() throws Exception {
        byte[] latin1 = {'g', 'r', (byte) 0xfc, 'n', '\n'};
        try (var client = connect()) {
            var frames = new FrameChannel(client);
            frames.write(FrameChannel.LINE, latin1);
            var answer = answer(frames);
            assertThat(answer.err).isEqualTo("What was sent is not UTF-8: nothing was done.\n");
            assertThat(answer.exit).isEqualTo(Client.USAGE);
        }
        assertThat(commands.requests).isEmpty();
        try (var client = connect()) {
            var frames = new FrameChannel(client);
            frames.write(FrameChannel.LINE, "secret".getBytes(UTF_8));
            assertThat(frames.read().kind()).isEqualTo(FrameChannel.HIDDEN);
            frames.write(FrameChannel.INPUT, latin1);
            assertThat(answer(frames).out).isEqualTo("What was read is not UTF-8: nothing was done.\n");
        }
    }

    @Test
    void the_end_of_the_input_is_an_end() throws Exception {
        try (var client = connect()) {
            var frames = new FrameChannel(client);
            frames.write(FrameChannel.LINE, "ask".getBytes(UTF_8));
            frames.read();
            frames.read();
            frames.write(FrameChannel.INPUT, new byte[0]);
            assertThat(answer(frames).out).isEqualTo("You said null.\n");
        }
    }

    @Test
    void output_is_seen_while_the_command_goes_on_and_a_client_that_leaves_ends_it() throws Exception {
        try (var client = connect()) {
            var frames = new FrameChannel(client);
            frames.write(FrameChannel.LINE, "wait".getBytes(UTF_8));
            assertThat(new String(frames.read().bytes(), UTF_8)).isEqualTo("waiting\n");
            assertThat(commands.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(commands.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closing_the_server_ends_what_is_going_on_and_takes_the_socket_away() throws Exception {
        try (var client = connect()) {
            var frames = new FrameChannel(client);
            frames.write(FrameChannel.LINE, "wait".getBytes(UTF_8));
            frames.read();
            assertThat(commands.waiting.await(10, TimeUnit.SECONDS)).isTrue();
            server.close();
            assertThat(commands.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(frames::read).isInstanceOf(EOFException.class);
        }
        assertThat(place.socket()).doesNotExist();
    }

    @Test
    void the_width_of_a_terminal_goes_with_the_line() throws Exception {
        try (var client = connect()) {
            var frames = new FrameChannel(client);
            frames.write(FrameChannel.COLUMNS, "132".getBytes(UTF_8));
            frames.write(FrameChannel.LINE, "greet".getBytes(UTF_8));
            answer(frames);
        }
        assertThat(commands.requests.get(0).columns()).isEqualTo(132);
    }

    @Test
    void nonsense_ends_the_conversation_and_not_the_server() throws Exception {
        try (var client = connect()) {
            client.write(java.nio.ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)));
            assertThatThrownBy(() -> new FrameChannel(client).read()).isInstanceOf(IOException.class);
        }
        assertThat(ask("greet").exit).isZero();
        assertThat(commands.requests).hasSize(1);
    }

    @Test
    void another_user_is_refused_before_a_line_is_read() throws Exception {
        server.close();
        var nobody = data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        server = ControlServer.open(place, commands, place.bind(), new PeerPolicy(Set.of(nobody)));
        try (var client = connect()) {
            var answer = answer(new FrameChannel(client));
            assertThat(answer.err).isEqualTo("Only root and the container's user may command Dispatcher.\n");
            assertThat(answer.exit).isEqualTo(77);
        }
        assertThat(commands.requests).isEmpty();
    }

    @Test
    void a_process_without_a_descriptor_left_pauses_before_it_accepts_again() throws Exception {
        server.close();
        var full = FakeServerChannel.thatRefuses(3);
        server = ControlServer.open(place, commands, full, new PeerPolicy(Set.of()));
        assertThat(full.refused.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(full.refusedAt.get(2) - full.refusedAt.get(0)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
    }

    @Test
    void no_other_user_can_enter_the_folder() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(place.socket().getParent())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.socket())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_folder_that_stood_open_is_closed_and_a_stale_socket_is_replaced() throws Exception {
        server.close();
        Files.setPosixFilePermissions(data.resolve("run"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(place.socket(), "left by a container that was killed");
        server = ControlServer.open(place, commands);
        assertThat(ask("greet").exit).isZero();
        no_other_user_can_enter_the_folder();
    }

    @Test
    void a_path_that_the_kernel_would_not_take_is_refused_in_a_sentence() {
        var deep = new SocketFile(data.resolve("x".repeat(120)));
        assertThatThrownBy(() -> ControlServer.open(deep, commands))
                .hasMessageContaining("a socket's path at most 107: install Dispatcher under a shorter path");
    }

    @Test
    void a_deep_home_is_reached_by_the_relative_path() {
        var home = Path.of("/" + "deep/".repeat(40));
        assertThat(SocketFile.within(home.resolve("data"), home).socket()).isEqualTo(Path.of("data/run/control.sock"));
    }

    @Test
    void the_client_shows_both_streams_and_ends_with_the_commands_exit_code() throws Exception {
        var process = client("fail");
        assertThat(process.waitFor()).isEqualTo(42);
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8)).isEqualTo("no server called web-1\n");
        assertThat(client("nothing").waitFor()).isEqualTo(127);
    }

    @Test
    void a_client_without_a_container_says_so() throws Exception {
        server.close();
        var process = client("greet");
        assertThat(process.waitFor()).isEqualTo(Client.UNREACHABLE);
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .startsWith("The container cannot be reached");
    }

    private Process client(String line) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Path.of("target", "classes").toString(),
                        Client.class.getName(),
                        place.socket().toString(),
                        line)
                .start();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(place.socket()));
    }

    private Answer ask(String line) throws IOException {
        try (var client = connect()) {
            var frames = new FrameChannel(client);
            frames.write(FrameChannel.LINE, line.getBytes(UTF_8));
            return answer(frames);
        }
    }

    private record Answer(String out, String err, int exit) {}

    private static Answer answer(FrameChannel frames) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        while (true) {
            var frame = frames.read();
            switch (frame.kind()) {
                case FrameChannel.OUT -> out.writeBytes(frame.bytes());
                case FrameChannel.ERR -> err.writeBytes(frame.bytes());
                case FrameChannel.EXIT -> {
                    return new Answer(
                            out.toString(UTF_8),
                            err.toString(UTF_8),
                            Integer.parseInt(new String(frame.bytes(), UTF_8)));
                }
                default -> throw new IOException("unexpected frame " + frame.kind());
            }
        }
    }
}
