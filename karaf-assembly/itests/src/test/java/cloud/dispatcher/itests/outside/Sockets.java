package cloud.dispatcher.itests.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/** On what a process listens, as the kernel tells (proc(5), {@code /proc/net/tcp}). */
final class Sockets {
    private static final String LISTENING = "0A";

    private Sockets() {}

    /** As {@code ss -ltn} writes them: {@code 127.0.0.1:8101}, {@code *:3302}. */
    static Set<String> listening(ProcessHandle process) throws IOException {
        var proc = Path.of("/proc", Long.toString(process.pid()));
        var own = new HashSet<String>();
        try (var files = Files.newDirectoryStream(proc.resolve("fd"))) {
            for (var file : files) {
                try {
                    own.add(Files.readSymbolicLink(file).toString());
                } catch (IOException closedMeanwhile) {
                    continue;
                }
            }
        }
        var listening = new TreeSet<String>();
        for (var table : new String[] {"net/tcp", "net/tcp6"}) {
            for (var line : Files.readAllLines(proc.resolve(table))) {
                var fields = line.strip().split("\\s+");
                if (fields[3].equals(LISTENING) && own.contains("socket:[" + fields[9] + "]")) {
                    listening.add(address(fields[1]));
                }
            }
        }
        return listening;
    }

    /** The address stands there in hexadecimal, in words of four bytes in the machine's order. */
    private static String address(String text) throws IOException {
        var parts = text.split(":");
        var bytes = HexFormat.of().parseHex(parts[0]);
        for (int word = 0; word < bytes.length; word += 4) {
            swap(bytes, word, word + 3);
            swap(bytes, word + 1, word + 2);
        }
        var address = InetAddress.getByAddress(bytes); // makes an IPv4 address of a mapped one
        return (address.isAnyLocalAddress() ? "*" : address.getHostAddress()) + ":" + Integer.parseInt(parts[1], 16);
    }

    private static void swap(byte[] bytes, int one, int other) {
        var kept = bytes[one];
        bytes[one] = bytes[other];
        bytes[other] = kept;
    }
}
