package cloud.dispatcher.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What hostile settings are aimed at: a program that leaves a mark, a file with a secret, a port that counts who comes. */
final class Traps implements AutoCloseable {
    private static final String SECRET = "the-secret-of-this-file";

    private final Path mark;
    private final Path program;
    private final Path file;
    private final ServerSocketChannel port;

    Traps(Path folder) throws IOException {
        mark = folder.resolve("mark");
        program = Files.writeString(folder.resolve("program"), "#!/bin/sh\ntouch " + mark + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        file = Files.writeString(folder.resolve("file"), SECRET + "\n");
        port = ServerSocketChannel.open()
                .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port.configureBlocking(false);
    }

    Path program() {
        return program;
    }

    Path file() {
        return file;
    }

    int port() {
        return port.socket().getLocalPort();
    }

    /** What any client library might take for more than text. */
    List<String> values() {
        return List.of(
                "",
                program.toString(),
                "$(" + program + ")",
                "`" + program + "`",
                "; " + program,
                "| " + program,
                "-oProxyCommand=" + program,
                file.toString(),
                "@" + file,
                "file://" + file,
                "../../../../../../../.." + file,
                "http://127.0.0.1:" + port() + "/",
                "127.0.0.1:" + port(),
                "ldap://127.0.0.1:" + port() + "/x",
                "${jndi:ldap://127.0.0.1:" + port() + "/x}",
                "a\u0000b",
                "a\u001b[31mb",
                "a\r\nHost: b",
                "<x>&'\"</x>");
    }

    /** @param said what came back */
    void assertUntouched(String hostile, String said) throws IOException {
        assertThat(mark).as(hostile + " runs no program").doesNotExist();
        assertThat(port.accept()).as(hostile + " connects nowhere").isNull();
        assertThat(said).as(hostile + " shows nothing of a file").doesNotContain(SECRET);
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
