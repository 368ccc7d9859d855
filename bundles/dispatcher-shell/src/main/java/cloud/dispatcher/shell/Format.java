package cloud.dispatcher.shell;

/** How a command shows what it shows. */
public enum Format {
    /** For people. */
    TABLE,
    /** Between tabs. */
    VALUES,
    JSON
}
