package cloud.dispatcher.model;

/** Whether the server is asked, or made to. HARD is meant where the cloud has a hard form (power off, reset); elsewhere it is the same. */
public enum Force {
    GRACEFUL,
    HARD
}
