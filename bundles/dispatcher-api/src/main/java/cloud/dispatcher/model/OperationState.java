package cloud.dispatcher.model;

/** Where an operation is: ACCEPTED → RUNNING ⇄ WAITING → SUCCEEDED | FAILED | CANCELLED, with CANCELLING between. */
public enum OperationState {
    /** Durable, nothing sent yet. */
    ACCEPTED,
    /** A step is under way. */
    RUNNING,
    /** Begun, and due again later; {@link Waiting} says what for. */
    WAITING,
    /** To be undone: what a launch left in the cloud is being removed. */
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Whether nothing will happen any more. */
    public boolean isOver() {
        return switch (this) {
            case ACCEPTED, RUNNING, WAITING, CANCELLING -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }
}
