package cloud.dispatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends one command line to the container and shows what it answers. Run by {@code bin/dispatcher} out of this bundle's jar, with nothing
 * but the JDK beside it.
 */
public final class Client {
    /** The container cannot be reached (EX_UNAVAILABLE of sysexits.h). */
    static final int UNREACHABLE = 69;

    /** The container went away before the command was over (EX_PROTOCOL of sysexits.h). */
    static final int BROKEN = 76;

    /** Nobody reads the output any more; as a POSIX shell says it of SIGPIPE. */
    private static final int UNREAD = 141;

    /** It tells at once how things are, or the container is stuck. Any other command may be silent for as long as it likes. */
    private static final String STATUS = "dispatcher:status";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Client() {}

    /**
     * Ends the process with the command's exit code.
     *
     * @param args the socket's path, and then a command line, or a command and its arguments one by one
     */
    public static void main(String[] args) throws IOException {
        var line = line(Arrays.asList(args).subList(1, args.length));
        System.exit(run(args[0], line, columns(System.getenv("COLUMNS")), PATIENCE));
    }

    /** One argument is a line as it would be typed into the shell; several are quoted so that each of them stays one. */
    static String line(List<String> arguments) {
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

    /** @param patience for what has to answer at once */
    static int run(String socket, String line, int columns, Duration patience) throws IOException {
        ByteChannel channel;
        try {
            channel = line.equals(STATUS) || line.startsWith(STATUS + " ")
                    ? ImpatientChannel.connect(socket, patience)
                    : SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return unreachable(e);
        }
        try (channel) {
            var wire = new Wire(channel);
            if (columns > 0) {
                wire.write(Wire.COLUMNS, Integer.toString(columns).getBytes(UTF_8));
            }
            if ("yes".equals(System.getenv("DISPATCHER_TYPED"))) { // Java cannot tell it of standard input alone
                wire.write(Wire.TYPED, new byte[0]);
            }
            wire.write(Wire.LINE, line.getBytes(UTF_8));
            return show(wire);
        } catch (SocketTimeoutException e) {
            return unreachable(e);
        }
    }

    private static int unreachable(IOException e) {
        System.err.println("The container cannot be reached: " + e.getMessage());
        return UNREACHABLE;
    }

    private static int show(Wire wire) throws IOException {
        // Unbuffered and as bytes: what the container flushed is seen at once, as it was written. Open until the
        // process ends.
        var out = new FileOutputStream(FileDescriptor.out);
        var err = new FileOutputStream(FileDescriptor.err);
        var in = new FileInputStream(FileDescriptor.in);
        while (true) {
            Wire.Frame frame;
            try {
                frame = wire.read();
            } catch (EOFException e) {
                err.write("The container went away before the command was over.\n".getBytes(UTF_8));
                return BROKEN;
            }
            switch (frame.kind()) {
                case Wire.OUT -> {
                    try {
                        out.write(frame.bytes());
                    } catch (IOException closed) {
                        return UNREAD;
                    }
                }
                case Wire.ERR -> err.write(frame.bytes());
                case Wire.WANTED -> wire.write(Wire.INPUT, some(in));
                case Wire.HIDDEN -> wire.write(Wire.INPUT, hidden(in));
                case Wire.EXIT -> {
                    return Integer.parseInt(new String(frame.bytes(), UTF_8));
                }
                default -> throw new IOException("The container speaks another language: frame " + frame.kind());
            }
        }
    }

    /** Without an echo where there is a terminal; the JDK turns it on again, also after Ctrl-C. */
    private static byte[] hidden(FileInputStream in) throws IOException {
        var terminal = System.console();
        if (terminal == null) {
            return some(in);
        }
        var secret = terminal.readPassword();
        return secret == null ? new byte[0] : (new String(secret) + "\n").getBytes(UTF_8);
    }

    private static byte[] some(FileInputStream in) throws IOException {
        var buffer = new byte[8192];
        int count = in.read(buffer);
        return count < 0 ? new byte[0] : Arrays.copyOf(buffer, count);
    }
}
