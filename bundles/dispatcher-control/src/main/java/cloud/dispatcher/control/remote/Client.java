package cloud.dispatcher.control.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends one command line to the container and shows what it answers. Run by {@code bin/dispatcher} out of this bundle's jar, with nothing
 * but the JDK beside it.
 */
public final class Client {
    /** An argument that cannot be used, as the LSB says it of init scripts. */
    static final int USAGE = 2;

    /** The container cannot be reached (EX_UNAVAILABLE of sysexits.h). */
    public static final int UNREACHABLE = 69;

    /** The container went away before the command was over (EX_PROTOCOL of sysexits.h). */
    public static final int BROKEN = 76;

    /** What is written is not read any more; as a POSIX shell says it of SIGPIPE. */
    private static final int UNREAD = 141;

    /** It tells at once how things are, or the container is stuck. Any other command may take as long as it likes. */
    private static final String STATUS = "dispatcher:status";

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /** What Java makes of bytes that are not text in its encoding, which bin/setenv has made UTF-8. */
    private static final char NO_TEXT = '\ufffd';

    private Client() {}

    /** Where the command reads and writes. */
    public record Streams(InputStream in, OutputStream out, OutputStream err) {}

    /**
     * Ends the process with the command's exit code.
     *
     * @param args the socket's path, and then a command line, or a command and its arguments one by one
     */
    public static void main(String[] args) throws IOException {
        var line = line(Arrays.asList(args).subList(1, args.length));
        // Unbuffered and as bytes: what the container flushed is seen at once, as it was written.
        var streams = new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        var limit = line.equals(STATUS) || line.startsWith(STATUS + " ") ? AT_ONCE : null;
        System.exit(run(args[0], line, columns(System.getenv("COLUMNS")), limit, streams));
    }

    /** One argument is a line as it would be typed into the shell; several are quoted so that each of them stays one. */
    public static String line(List<String> arguments) {
        if (arguments.size() == 1) {
            return arguments.get(0);
        }
        var line = new StringBuilder();
        for (var argument : arguments) {
            line.append(line.length() == 0 ? "" : " ").append(quoted(argument));
        }
        return line.toString();
    }

    /** With a backslash: between the shell's quotes an apostrophe, a percent sign and a backslash would not stay what they are. */
    private static String quoted(String argument) {
        return argument.isEmpty() ? "\"\"" : argument.replaceAll("([\\p{ASCII}&&[^A-Za-z0-9_./:@+,=-]])", "\\\\$1");
    }

    private static int columns(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : 0;
    }

    /**
     * Runs a command to its end and returns its exit code; where there is none, says why and returns one of this class.
     *
     * @param columns the width of the terminal; 0 where there is none
     * @param limit after this time the container is given up: the kernel still takes connections for a process that is stopped or stuck;
     *     null for none
     */
    public static int run(String socket, String line, int columns, @Nullable Duration limit, Streams streams)
            throws IOException {
        if (line.indexOf(NO_TEXT) >= 0) {
            return tell(streams, "What was typed is not UTF-8: nothing was done.", USAGE);
        }
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            if (limit != null) {
                closeAfter(limit, channel);
            }
            try {
                channel.connect(UnixDomainSocketAddress.of(socket)); // waits where too many wait already
            } catch (IOException e) {
                return tell(streams, "The container cannot be reached: " + reason(e, channel), UNREACHABLE);
            }
            try {
                return exchange(new FrameChannel(channel), line, columns, streams);
            } catch (CharacterCodingException e) {
                return tell(streams, "What was typed is not UTF-8: nothing was done.", USAGE);
            } catch (IOException e) {
                return channel.isOpen()
                        ? tell(streams, "The container went away before the command was over.", BROKEN)
                        : tell(streams, "The container cannot be reached: " + reason(e, channel), UNREACHABLE);
            }
        }
    }

    private static void closeAfter(Duration limit, SocketChannel channel) {
        var watch = new Thread(
                () -> {
                    try {
                        Thread.sleep(limit.toMillis());
                        channel.close();
                    } catch (InterruptedException | IOException ended) {
                        // the process ends
                    }
                },
                "limit");
        watch.setDaemon(true);
        watch.start();
    }

    private static String reason(IOException e, SocketChannel channel) {
        return channel.isOpen() ? String.valueOf(e.getMessage()) : "it does not answer";
    }

    private static int tell(Streams streams, String sentence, int code) throws IOException {
        streams.err().write((sentence + "\n").getBytes(UTF_8));
        return code;
    }

    private static int exchange(FrameChannel frames, String line, int columns, Streams streams) throws IOException {
        if (columns > 0) {
            frames.write(FrameChannel.COLUMNS, Integer.toString(columns).getBytes(UTF_8));
        }
        if ("yes".equals(System.getenv("DISPATCHER_TYPED"))) { // Java cannot tell it of standard input alone
            frames.write(FrameChannel.TYPED, new byte[0]);
        }
        frames.write(FrameChannel.LINE, line.getBytes(UTF_8));
        while (true) {
            var frame = frames.read();
            switch (frame.kind()) {
                case FrameChannel.OUT -> {
                    try {
                        streams.out().write(frame.bytes());
                    } catch (IOException closed) {
                        return UNREAD;
                    }
                }
                case FrameChannel.ERR -> streams.err().write(frame.bytes());
                case FrameChannel.WANTED -> frames.write(FrameChannel.INPUT, some(streams.in()));
                case FrameChannel.HIDDEN -> frames.write(FrameChannel.INPUT, hidden(streams.in()));
                case FrameChannel.EXIT -> {
                    return Integer.parseInt(new String(frame.bytes(), UTF_8));
                }
                default -> throw new IOException("a frame of kind " + frame.kind());
            }
        }
    }

    /** Without an echo where there is a terminal; the JDK turns it on again, also after Ctrl-C. */
    private static byte[] hidden(InputStream in) throws IOException {
        var terminal = System.console();
        if (terminal == null) {
            return some(in);
        }
        var typed = terminal.readPassword();
        if (typed == null) {
            return new byte[0];
        }
        var secret = new String(typed);
        if (secret.indexOf(NO_TEXT) >= 0) {
            throw new CharacterCodingException();
        }
        return (secret + "\n").getBytes(UTF_8);
    }

    private static byte[] some(InputStream in) throws IOException {
        var buffer = new byte[8192];
        int count = in.read(buffer);
        return count < 0 ? new byte[0] : Arrays.copyOf(buffer, count);
    }
}
