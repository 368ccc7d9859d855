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

    /** What is sent. */
    public interface Pieces {
        /** The next piece; null after the last. */
        @Nullable
        String next();
    }

    public Feed(Pieces pieces) {
        this.pieces = pieces;
    }

    @Override
    public void open(AsyncContext async) throws IOException {
        var out = async.getResponse().getOutputStream();
        out.setWriteListener(new Writer(async, out));
    }

    private final class Writer implements WriteListener {
        private final AsyncContext async;
        private final ServletOutputStream out;

        Writer(AsyncContext async, ServletOutputStream out) {
            this.async = async;
            this.out = out;
        }

        /** An exception that leaves here makes the container break the connection: a list that is cut never looks whole. */
        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                var piece = pieces.next();
                if (piece == null) {
                    async.complete();
                    return;
                }
                out.write(piece.getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (failure instanceof IOException) {
                LOG.debug("The reader of a list is gone: {}", failure.toString());
            } else {
                LOG.error("A list was cut short, because it could not be read on.", failure);
            }
            async.complete();
        }
    }
}
