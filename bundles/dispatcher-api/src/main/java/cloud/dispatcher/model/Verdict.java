package cloud.dispatcher.model;

/** What the heartbeats say of a server. */
public enum Verdict {
    UP,
    DOWN,
    /** Not enough answers or misses yet. */
    UNKNOWN,
    FLAPPING,
    /** Nobody asks; the heartbeat says why. */
    UNWATCHED
}
