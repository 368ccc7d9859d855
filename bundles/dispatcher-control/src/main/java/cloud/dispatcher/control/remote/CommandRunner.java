package cloud.dispatcher.control.remote;

import java.io.PrintStream;

/** Runs command lines. */
interface CommandRunner {
    /** The line named a command that is not there, as a POSIX shell says it. */
    int NOT_FOUND = 127;

    /**
     * Runs one line to its end on the caller's thread; an interrupt ends it early.
     *
     * @return the exit code
     */
    int run(Request request, RemoteStdin in, PrintStream out, PrintStream err);

    /**
     * One line and who sends it.
     *
     * @param columns the width of the terminal that shows the output; 0 where there is none
     * @param isTyped whether the input comes from a terminal, so that a person can be asked
     */
    record Request(String user, String line, int columns, boolean isTyped) {}
}
