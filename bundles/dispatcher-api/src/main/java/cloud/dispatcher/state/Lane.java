package cloud.dispatcher.state;

/** Who waits for the commit. A crowd in one lane delays another by one group at most. */
public enum Lane {
    ACCEPT,
    STEP,
    HEARTBEAT,
    /** What has ended is removed. */
    RETENTION
}
