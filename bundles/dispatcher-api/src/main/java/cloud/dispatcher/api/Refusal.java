package cloud.dispatcher.api;

/** Why something was refused before anything was stored. */
public enum Refusal {
    /** The request makes no sense, or names an account that is not there. */
    INVALID,
    /** There is no such thing. */
    NOT_FOUND,
    /** Impossible in the state in which things are. */
    CONFLICT,
    /** It was changed by somebody else meanwhile (If-Match). */
    CHANGED,
    /** The idempotency key was used for another request. */
    KEY_REUSED,
    /** What was asked for is older than what is kept. */
    GONE,
    /** The dispatcher is stopped. */
    STOPPED,
    /** The queue or the disk is full, or the store cannot be written. */
    UNAVAILABLE,
    /** The cloud did not answer, or refused. */
    CLOUD
}
