package cloud.dispatcher.http.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one whole answer as its reader takes it: no thread waits for a client that reads slowly, or not at all. */
final class AnswerWriter implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final byte[] bytes;
    private boolean isWritten;

    /** @param async is completed in the end, whatever becomes of the connection */
    AnswerWriter(AsyncContext async, byte[] bytes) throws IOException {
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.bytes = bytes;
    }

    void start() {
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (isWritten) {
                async.complete();
                return;
            }
            isWritten = true;
            out.write(bytes);
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("The reader of an answer is gone: {}", failure.toString());
        async.complete();
    }
}
