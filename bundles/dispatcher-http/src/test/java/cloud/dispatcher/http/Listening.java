package cloud.dispatcher.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of an event stream. */
final class Listening implements AutoCloseable {
    final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    /** One message: what stands after id, event and data; null where the line is missing. */
    record Message(
            @Nullable String id,
            @Nullable String event,
            @Nullable String data) {}

    Listening(Served api, HttpRequest.Builder request) {
        try {
            response = api.client.send(
                    request.header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The next message with data; null at the end. */
    @Nullable
    Message next() {
        String id = null;
        String event = null;
        String data = null;
        for (var line = line(); line != null; line = line()) {
            if (line.isEmpty() && data != null) {
                return new Message(id, event, data);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }
        return null;
    }

    List<String> ids(int count) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            ids.add(next().id());
        }
        return ids;
    }

    /** The next line; null at the end. */
    @Nullable
    String line() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
