package cloud.dispatcher.itests.outside;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Reads one event stream to its end, as a browser does (WHATWG HTML, 9.2). */
final class Listener {
    private final List<Long> numbers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> end;
    private String name = "";

    private Listener(Stream<String> lines) {
        end = CompletableFuture.supplyAsync(() -> read(lines));
    }

    /** Returns when the stream is open. It tells everything after this number. */
    static Listener after(long number, Api api) throws IOException, InterruptedException {
        var request = api.request("/api/v1/events")
                .timeout(java.time.Duration.ofDays(1))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(number));
        var answer = api.client().send(request.build(), BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IOException("no stream: " + answer.statusCode());
        }
        return new Listener(answer.body());
    }

    private String read(Stream<String> lines) {
        lines.forEach(line -> {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("id: ")) {
                numbers.add(Long.parseLong(line.substring("id: ".length())));
            }
        });
        return name;
    }

    /** The numbers of the events that were read. */
    List<Long> numbers() {
        return numbers;
    }

    /** The name of the last message, once the stream has come to an orderly end. */
    String end() throws InterruptedException {
        try {
            return end.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the stream did not end in order after " + numbers.size() + " events", e);
        }
    }
}
