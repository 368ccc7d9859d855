package cloud.dispatcher.control.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the control socket lies: in a folder that only the container's user may enter. */
final class SocketFile {
    /** What the kernel takes for an address, less the closing zero. */
    private static final int MOST_BYTES = 107;

    private final Path folder;

    /** @param folder absolute, or relative to the folder that the process was started in */
    SocketFile(Path folder) {
        this.folder = folder;
    }

    /** Takes the shorter of the absolute path and that from {@code from}, the folder that the process was started in. */
    static SocketFile within(Path data, Path from) {
        var absolute = data.toAbsolutePath().normalize().resolve("run");
        var relative = from.toAbsolutePath().normalize().relativize(absolute);
        return new SocketFile(relative.toString().length() < absolute.toString().length() ? relative : absolute);
    }

    Path socket() {
        return folder.resolve("control.sock");
    }

    /**
     * Opens the socket in a closed folder, in the place of one that an earlier container may have left.
     *
     * @throws IOException with the reason, for people
     */
    ServerSocketChannel bind() throws IOException {
        var socket = socket();
        int bytes = socket.toString().getBytes(UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IOException(socket + " has " + bytes + " bytes, and a socket's path at most " + MOST_BYTES
                    + ": install Dispatcher under a shorter path");
        }
        Files.createDirectories(folder);
        // Before the bind: the socket itself is born open to everybody.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.deleteIfExists(socket);
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(socket());
    }
}
