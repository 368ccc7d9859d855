package cloud.dispatcher.spi;

import java.io.Serial;

/** The cloud did not answer a question, or refused to. */
public final class CloudException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Outcome.Failed failed;

    public CloudException(Outcome.Failed failed) {
        super(failed.fault() + ": " + failed.said().text());
        this.failed = failed;
    }

    /** What a step would have returned. */
    public Outcome.Failed failed() {
        return failed;
    }
}
