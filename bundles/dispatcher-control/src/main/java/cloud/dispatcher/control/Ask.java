package cloud.dispatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the container something in passing, where its answer would help and nothing depends on it. */
public final class Ask {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * What became of the command.
     *
     * @param said what it printed; of one that failed, why
     */
    public record Answer(boolean isGood, String said) {}

    private Ask() {}

    /**
     * The command's answer; empty where the container cannot be asked, or wants to be typed to.
     *
     * @throws SocketTimeoutException when the container is there and says nothing for five seconds
     */
    public static Optional<Answer> container(String socket, List<String> command) throws SocketTimeoutException {
        return container(socket, command, PATIENCE);
    }

    static Optional<Answer> container(String socket, List<String> command, Duration patience)
            throws SocketTimeoutException {
        try (var channel = ImpatientChannel.connect(socket, patience)) {
            var wire = new Wire(channel);
            wire.write(Wire.LINE, Client.line(command).getBytes(UTF_8));
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            while (true) {
                var frame = wire.read();
                switch (frame.kind()) {
                    case Wire.OUT -> out.writeBytes(frame.bytes());
                    case Wire.ERR -> err.writeBytes(frame.bytes());
                    case Wire.EXIT -> {
                        var isGood = new String(frame.bytes(), UTF_8).equals("0");
                        return Optional.of(new Answer(isGood, (isGood ? out : err).toString(UTF_8)));
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            }
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException unreachable) {
            return Optional.empty();
        }
    }
}
