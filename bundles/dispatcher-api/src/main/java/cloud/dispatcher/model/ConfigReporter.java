package cloud.dispatcher.model;

/** A service of components whose configuration may turn out to be unusable only where it is used: a taken port, a folder that cannot be made. */
public interface ConfigReporter {
    /** May be called from any thread. */
    ConfigProblems configProblems();
}
