package cloud.dispatcher.executor.simulator.cloud;

import java.io.Serial;

/** The connection broke before the answer came. Whether the call had an effect nobody on this side knows. */
public final class AnswerLostException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean changing;

    AnswerLostException(Call call) {
        super("connection reset during " + call.verb());
        this.changing = call.verb().changes();
    }

    /** Whether the call would have changed something. */
    public boolean isOfAChange() {
        return changing;
    }
}
