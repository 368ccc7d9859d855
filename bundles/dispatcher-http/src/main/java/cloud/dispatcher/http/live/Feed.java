package cloud.dispatcher.http.live;

import cloud.dispatcher.http.rest.Answer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a long list piece by piece, without blocking: the next piece is read when the reader has taken the one before. */
public final class Feed implements Answer.Source {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final Pieces pieces;
    private final @Nullable String first;

    /** What is sent. */
    public interface Pieces {
        /** The next piece; null after the last. */
        @Nullable
        String next();
    }

    /** Reads the first piece at once: what goes wrong there can still be answered as a problem. */
    public Feed(Pieces pieces) {
        this.pieces = pieces;
        this.first = pieces.next();
    }

    @Override
    public void open(AsyncContext async) throws IOException {
        var out = async.getResponse().getOutputStream();
        out.setWriteListener(new Writer(async, out));
    }

    private final class Writer implements WriteListener {
        private final AsyncContext async;
        private final ServletOutputStream out;
        private @Nullable String next = first;

        Writer(AsyncContext async, ServletOutputStream out) {
            this.async = async;
            this.out = out;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (next == null) {
                    async.complete();
                    return;
                }
                out.write(next.getBytes(StandardCharsets.UTF_8));
                try {
                    next = pieces.next();
                } catch (RuntimeException e) {
                    LOG.error(
                            "A list was cut short, because it could not be read on. Its reader sees a broken connection.",
                            e);
                    async.dispatch(); // see Rest: breaks the connection, so that what was sent does not look whole
                    return;
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.debug("The reader of a list is gone: {}", failure.toString());
            async.complete();
        }
    }
}
