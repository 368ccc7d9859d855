package cloud.dispatcher.engine.service;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Stage;
import cloud.dispatcher.model.Text;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;

/** Knows whether the dispatcher runs, and turns changes away while it does not. */
@Component(immediate = true, service = Gate.class)
public final class Gate {
    private volatile @Nullable Condition running;

    @Activate
    public Gate() {}

    /** Also called where the engine runs without OSGi. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(osgi.condition.id=" + Stage.CONDITION + ")")
    public void addRunning(Condition condition) {
        running = condition;
    }

    public void removeRunning(Condition condition) {
        if (condition.equals(running)) {
            running = null;
        }
    }

    boolean isRunning() {
        return running != null;
    }

    /** @throws RejectedException STOPPED */
    void requireRunning() {
        if (!isRunning()) {
            throw new RejectedException(
                    Refusal.STOPPED, "The dispatcher is stopped. Start it with bin/dispatcher start.");
        }
    }

    /** Lets a change in. @throws RejectedException STOPPED; INVALID for a reason that would steer what shows it */
    void requireRunning(Asked asked) {
        requireRunning();
        if (asked.reason() != null && Text.isUnprintable(asked.reason())) {
            throw new RejectedException(
                    Refusal.INVALID,
                    "The reason must not hold control characters, line breaks or marks of the writing direction.");
        }
    }
}
