package cloud.dispatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.ByteChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's request from its first byte to its exit code. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int MOST_COLUMNS = 10_000;

    private final ByteChannel channel;
    private final Wire wire;
    private final String user;
    private final CommandLines commands;

    Conversation(ByteChannel channel, String user, CommandLines commands) {
        this.channel = channel;
        this.wire = new Wire(channel);
        this.user = user;
        this.commands = commands;
    }

    /** Runs the command on the caller's thread, which is interrupted when the client goes away. */
    void run() {
        try (channel) {
            answer(request());
        } catch (IOException e) {
            LOG.debug("A client of the control socket went away: {}", e.toString());
        }
    }

    private CommandLines.Request request() throws IOException {
        int columns = 0;
        boolean isTyped = false;
        while (true) {
            var frame = wire.read();
            var text = new String(frame.bytes(), UTF_8);
            switch (frame.kind()) {
                case Wire.COLUMNS -> columns = columns(text);
                case Wire.TYPED -> isTyped = true;
                case Wire.LINE -> {
                    return new CommandLines.Request(user, text, columns, isTyped);
                }
                default -> throw new IOException("a frame of kind " + frame.kind() + " before the line");
            }
        }
    }

    private static int columns(String text) throws IOException {
        if (!text.matches("\\d{1,5}")) {
            throw new IOException("not a number of columns");
        }
        return Math.min(Integer.parseInt(text), MOST_COLUMNS);
    }

    private void answer(CommandLines.Request request) throws IOException {
        var keyboard = new Keyboard(kind -> send(kind, new byte[0], 0, 0));
        listen(keyboard, Thread.currentThread());
        int code;
        try (var out = stream(Wire.OUT, request);
                var err = stream(Wire.ERR, request)) {
            code = commands.run(request, keyboard, out, err);
        }
        Thread.interrupted(); // a command's own interrupt must not close the channel
        var exit = Integer.toString(code).getBytes(UTF_8);
        send(Wire.EXIT, exit, 0, exit.length);
    }

    /** A command may write from several threads. */
    private void send(byte kind, byte[] bytes, int from, int length) throws IOException {
        synchronized (wire) {
            wire.write(kind, bytes, from, length);
        }
    }

    /** On a thread of its own, which ends with the channel. */
    private void listen(Keyboard keyboard, Thread worker) {
        var listener = new Thread(
                () -> {
                    try {
                        while (true) {
                            var frame = wire.read();
                            if (frame.kind() == Wire.INPUT) {
                                keyboard.arrived(frame.bytes());
                            }
                        }
                    } catch (IOException gone) {
                        worker.interrupt();
                    }
                },
                worker.getName() + "-listener");
        listener.setDaemon(true);
        listener.start();
    }

    private PrintStream stream(byte kind, CommandLines.Request request) {
        var frames = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                send(kind, bytes, from, length);
            }
        };
        var buffered = new BufferedOutputStream(frames);
        return new PrintStream(request.columns() > 0 ? buffered : new PlainStream(buffered), true, UTF_8);
    }
}
