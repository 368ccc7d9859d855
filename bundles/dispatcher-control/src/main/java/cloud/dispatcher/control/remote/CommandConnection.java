package cloud.dispatcher.control.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.CharacterCodingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's request from its first byte to its exit code. */
final class CommandConnection {
    private static final Logger LOG = LoggerFactory.getLogger(CommandConnection.class);
    private static final int MOST_COLUMNS = 10_000;

    private final ByteChannel channel;
    private final FrameChannel frames;
    private final String user;
    private final CommandRunner commands;

    CommandConnection(ByteChannel channel, String user, CommandRunner commands) {
        this.channel = channel;
        this.frames = new FrameChannel(channel);
        this.user = user;
        this.commands = commands;
    }

    /** Runs the command on the caller's thread, which is interrupted when the client goes away. */
    void run() {
        try (channel) {
            answer(request());
        } catch (IOException e) {
            LOG.debug("A command over the control socket was given up: {}", e.toString());
        }
    }

    private CommandRunner.Request request() throws IOException {
        int columns = 0;
        boolean isTyped = false;
        while (true) {
            var frame = frames.read();
            var text = text(frame.bytes());
            switch (frame.kind()) {
                case FrameChannel.COLUMNS -> columns = columns(text);
                case FrameChannel.TYPED -> isTyped = true;
                case FrameChannel.LINE -> {
                    return new CommandRunner.Request(user, text, columns, isTyped);
                }
                default -> throw new IOException("a frame of kind " + frame.kind() + " before the line");
            }
        }
    }

    private String text(byte[] bytes) throws IOException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            frames.write(FrameChannel.ERR, "What was sent is not UTF-8: nothing was done.\n".getBytes(UTF_8));
            frames.write(FrameChannel.EXIT, Integer.toString(Client.USAGE).getBytes(UTF_8));
            throw e;
        }
    }

    private static int columns(String text) throws IOException {
        if (!text.matches("\\d{1,5}")) {
            throw new IOException("not a number of columns");
        }
        return Math.min(Integer.parseInt(text), MOST_COLUMNS);
    }

    private void answer(CommandRunner.Request request) throws IOException {
        var keyboard = new RemoteStdin(kind -> send(kind, new byte[0], 0, 0));
        listen(keyboard, Thread.currentThread());
        int code;
        try (var out = stream(FrameChannel.OUT, request);
                var err = stream(FrameChannel.ERR, request)) {
            code = commands.run(request, keyboard, out, err);
        }
        Thread.interrupted(); // a command's own interrupt must not close the channel
        var exit = Integer.toString(code).getBytes(UTF_8);
        send(FrameChannel.EXIT, exit, 0, exit.length);
    }

    /** A command may write from several threads. */
    private void send(byte kind, byte[] bytes, int from, int length) throws IOException {
        synchronized (frames) {
            frames.write(kind, bytes, from, length);
        }
    }

    /** On a thread of its own, which ends with the channel. */
    private void listen(RemoteStdin keyboard, Thread worker) {
        var listener = new Thread(
                () -> {
                    try {
                        while (true) {
                            var frame = frames.read();
                            if (frame.kind() == FrameChannel.INPUT) {
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

    private PrintStream stream(byte kind, CommandRunner.Request request) {
        var stream = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                send(kind, bytes, from, length);
            }
        };
        var buffered = new BufferedOutputStream(stream);
        return new PrintStream(request.columns() > 0 ? buffered : new AnsiStrippingStream(buffered), true, UTF_8);
    }
}
