package cloud.dispatcher.model;

/** The kinds of things that a cloud holds for us. */
public enum ResourceKind {
    SERVER,
    VOLUME,
    SNAPSHOT,
    IMAGE,
    NETWORK,
    ADDRESS,
    SECURITY_GROUP,
    KEY_PAIR
}
