package cloud.dispatcher.control.lifecycle;

import java.util.List;

/** Writes down when it is given and withdrawn, and then lets the stages come or go. */
final class FakeCondition implements StageSequence.Gate {
    private final List<String> log;
    private Runnable whenGiven = () -> {};
    private Runnable whenWithdrawn = () -> {};
    private boolean holds;

    FakeCondition(List<String> log) {
        this.log = log;
    }

    void whenGiven(Runnable reaction) {
        whenGiven = reaction;
    }

    void whenWithdrawn(Runnable reaction) {
        whenWithdrawn = reaction;
    }

    boolean holds() {
        return holds;
    }

    @Override
    public void give() {
        if (!holds) {
            holds = true;
            log.add("condition given");
            whenGiven.run();
        }
    }

    @Override
    public void withdraw() {
        if (holds) {
            holds = false;
            log.add("condition withdrawn");
            whenWithdrawn.run();
        }
    }
}
