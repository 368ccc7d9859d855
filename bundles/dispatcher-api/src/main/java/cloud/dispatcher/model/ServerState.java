package cloud.dispatcher.model;

/** What a server does, by the cloud's last word or by what we are about to do to it. */
public enum ServerState {
    REQUESTED,
    PENDING,
    RUNNING,
    STOPPING,
    STOPPED,
    PAUSED,
    REBOOTING,
    TERMINATING,
    TERMINATED,
    /** The cloud no longer lists it, and it was not we who ended it. */
    MISSING,
    UNKNOWN,
    ERROR;

    /** Whether silence of such a server is news. In every other state it is expected, and not judged. */
    public boolean isJudged() {
        return this == RUNNING || this == UNKNOWN;
    }

    /** Whether nothing will change any more. */
    public boolean isOver() {
        return this == TERMINATED;
    }
}
