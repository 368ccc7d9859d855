package cloud.dispatcher.http.rest;

import cloud.dispatcher.http.json.ApiJson;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a handler answers. */
public sealed interface Answer {

    /** Names every case; a new one breaks the build of whoever has to know. */
    void match(Cases cases) throws IOException;

    /** One method for each case. */
    interface Cases {
        void whole(Whole whole) throws IOException;

        void later(Later later);

        void flow(Flow flow) throws IOException;
    }

    /**
     * An answer that is complete.
     *
     * @param type the body's media type; null where there is no body
     */
    record Whole(
            int status,
            Map<String, String> headers,
            @Nullable String type,
            String body) implements Answer {
        public Whole {
            headers = Map.copyOf(headers);
        }

        /** The same with one more header. */
        public Whole with(String header, String value) {
            var more = new HashMap<>(headers);
            more.put(header, value);
            return new Whole(status, more, type, body);
        }

        /** The same with an ETag of its content, for whoever asks again with If-None-Match. */
        public Whole tagged() {
            return with("ETag", EntityTag.of(body));
        }

        @Override
        public void match(Cases cases) throws IOException {
            cases.whole(this);
        }
    }

    /** An answer that will be complete; no thread waits for it. */
    record Later(CompletionStage<Whole> whole) implements Answer {
        @Override
        public void match(Cases cases) {
            cases.later(this);
        }
    }

    /** An answer of unknown length, written as its reader takes it. */
    record Flow(String type, Source source) implements Answer {
        @Override
        public void match(Cases cases) throws IOException {
            cases.flow(this);
        }
    }

    /** Writes a {@link Flow}. */
    interface Source {
        /** Begins to write without blocking; whoever writes completes {@code async} in the end. */
        void open(AsyncContext async) throws IOException;
    }

    /** @param body is mapped to JSON */
    static Whole json(int status, Object body) {
        return new Whole(status, Map.of(), ApiJson.TYPE, ApiJson.write(body));
    }

    static Whole text(String type, String body) {
        return new Whole(200, Map.of(), type, body);
    }

    static Whole nothing(int status) {
        return new Whole(status, Map.of(), null, "");
    }
}
