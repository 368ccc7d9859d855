package cloud.dispatcher.shell;

import org.apache.karaf.shell.api.console.CommandLine;

/** The option whose value is being completed. */
public final class CompletedOption {
    private CompletedOption() {}

    /** The word before the cursor's; empty where there is none. */
    public static String of(CommandLine line) {
        int at = line.getCursorArgumentIndex();
        return at > 0 ? line.getArguments()[at - 1] : "";
    }
}
