package cloud.dispatcher.model;

/** Why something did not work, in the few kinds that lead to different decisions. */
public enum Fault {
    INVALID,
    AUTHENTICATION,
    AUTHORIZATION,
    NOT_FOUND,
    CONFLICT,
    QUOTA,
    CAPACITY,
    THROTTLING,
    COMMUNICATION,
    TIMEOUT,
    INTERNAL
}
