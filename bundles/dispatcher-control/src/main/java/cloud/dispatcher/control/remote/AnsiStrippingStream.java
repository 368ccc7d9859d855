package cloud.dispatcher.control.remote;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Leaves out how a text looks (ECMA-48: escape, bracket, parameters, one letter): Karaf's own commands color also what no terminal shows. */
final class AnsiStrippingStream extends FilterOutputStream {
    private static final int ESCAPE = 0x1b;

    private State state = State.TEXT;

    private enum State {
        TEXT,
        ESCAPED,
        PARAMETERS
    }

    AnsiStrippingStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        switch (state) {
            case TEXT -> {
                if (b == ESCAPE) {
                    state = State.ESCAPED;
                } else {
                    out.write(b);
                }
            }
            case ESCAPED -> state = b == '[' ? State.PARAMETERS : State.TEXT;
            case PARAMETERS -> {
                if (b >= 0x40 && b <= 0x7e) {
                    state = State.TEXT;
                }
            }
        }
    }
}
