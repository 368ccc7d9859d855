package cloud.dispatcher.engine.work;

/** The process is dead: nothing after this point happens. An Error, so that no edge of the engine handles it. */
final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed(String where) {
        super(where, null, false, false);
    }
}
