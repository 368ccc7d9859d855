package cloud.dispatcher.control.demo;

import java.io.Serial;

/** The demo cannot go on. The message says why and what to do. */
final class DemoException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
