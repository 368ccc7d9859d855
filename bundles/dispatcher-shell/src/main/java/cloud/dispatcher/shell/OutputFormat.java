package cloud.dispatcher.shell;

/** How a command shows what it shows. */
public enum OutputFormat {
    /** For people. */
    TABLE,
    /** Between tabs. */
    VALUES,
    JSON
}
