package cloud.dispatcher.model;

/** Whether a call may have changed something in the cloud. When in doubt it is POSSIBLE. */
public enum Effect {
    NONE,
    POSSIBLE;

    /** The more cautious of the two. */
    public Effect or(Effect other) {
        return this == POSSIBLE ? POSSIBLE : other;
    }
}
