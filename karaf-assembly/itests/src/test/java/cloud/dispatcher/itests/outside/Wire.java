package cloud.dispatcher.itests.outside;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes, whether they are HTTP or not, and reads the answers as bytes: nothing between us and the port that would mend anything. */
final class Wire {
    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;

    /** What the client does when it has sent its bytes. */
    enum Then {
        /** It listens. */
        LISTEN,
        /** It listens, and says that nothing more will come. */
        SHUT_DOWN_AND_LISTEN,
        /** It is gone. */
        LEAVE
    }

    /** One answer; the names of its headers in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    Wire(int port) {
        this.port = port;
    }

    /**
     * On a connection of its own.
     *
     * @return every final answer up to the end of the connection; of a stream that never ends only its head
     */
    List<Answer> send(byte[] bytes, Then then) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, bytes, then);
            return then == Then.LEAVE ? List.of() : answers(socket.getInputStream(), bytes);
        }
    }

    /** A server that has refused already reads no further: that is no failure. */
    private static void write(Socket socket, byte[] bytes, Then then) {
        try {
            socket.getOutputStream().write(bytes);
            if (then == Then.SHUT_DOWN_AND_LISTEN) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // what it answered is there to be read
        }
    }

    private static List<Answer> answers(InputStream in, byte[] request) throws IOException {
        boolean isHead =
                new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1).equals("HEAD ");
        var answers = new ArrayList<Answer>();
        for (var line = line(in); line != null; line = line(in)) {
            if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
                throw new AssertionError("no status line: " + line);
            }
            int status = Integer.parseInt(line.substring(9, 12));
            var headers = headers(in);
            if (status >= 200) {
                boolean hasBody = !isHead && status != 204 && status != 304;
                answers.add(new Answer(status, headers, hasBody ? body(in, headers) : ""));
            }
            boolean isStream = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
            if (isStream || (isHead && status >= 200)) {
                return answers; // of a HEAD that makes no sense Jetty does not know that it was one, and sends a body
            }
        }
        return answers;
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return "";
        }
        if (headers.containsKey("content-length")) {
            return text(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
        }
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return text(in.readAllBytes());
        }
        var body = new ByteArrayOutputStream();
        for (var size = line(in); size != null && !size.equals("0"); size = line(in)) {
            body.writeBytes(in.readNBytes(Integer.parseInt(size, 16)));
            line(in);
        }
        line(in);
        return text(body.toByteArray());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Up to the next line feed; null at the end, also of a connection that was cut. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            int next = read(in);
            if (next < 0 && line.size() == 0) {
                return null;
            }
            if (next < 0 || next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
    }

    private static int read(InputStream in) throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither an answer nor an end within " + PATIENCE_MILLIS + " ms", e);
        } catch (IOException e) {
            return -1; // reset: it was refused while we were still writing
        }
    }
}
