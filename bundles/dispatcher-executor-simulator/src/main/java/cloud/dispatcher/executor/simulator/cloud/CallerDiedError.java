package cloud.dispatcher.executor.simulator.cloud;

import java.io.Serial;

/** Whoever made the call is dead, as after a kill: let it fly, a dead process handles nothing. Thrown for tests only. */
public final class CallerDiedError extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    CallerDiedError(Call call) {
        super("died at call " + call.number() + ", " + call.verb());
    }
}
