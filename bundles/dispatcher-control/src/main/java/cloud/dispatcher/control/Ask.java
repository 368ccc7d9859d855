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

    private Ask() {}

    /**
     * What the command printed; empty where the container cannot be asked or the command fails.
     *
     * @throws SocketTimeoutException when the container is there and says nothing for five seconds
     */
    public static Optional<String> container(String socket, List<String> command) throws SocketTimeoutException {
        return container(socket, command, PATIENCE);
    }

    static Optional<String> container(String socket, List<String> command, Duration patience)
            throws SocketTimeoutException {
        try (var channel = ImpatientChannel.connect(socket, patience)) {
            var wire = new Wire(channel);
            wire.write(Wire.LINE, Client.line(command).getBytes(UTF_8));
            var out = new ByteArrayOutputStream();
            while (true) {
                var frame = wire.read();
                switch (frame.kind()) {
                    case Wire.OUT -> out.writeBytes(frame.bytes());
                    case Wire.ERR -> {}
                    case Wire.EXIT -> {
                        var code = new String(frame.bytes(), UTF_8);
                        return code.equals("0") ? Optional.of(out.toString(UTF_8)) : Optional.empty();
                    }
                    default -> {
                        return Optional.empty(); // it wants to be typed to
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
