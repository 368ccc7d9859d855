package cloud.dispatcher.engine.walk;

import cloud.dispatcher.model.ResourceKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step of a plan: at most one thing is made or changed, by one call, which may be repeated. */
public sealed interface Step {

    /** The thing that it makes or changes, by its name in the plan. A change may name a target of the operation. */
    String part();

    /**
     * Makes one thing: a line of the ledger.
     *
     * @param name what it is called there, unique in the account and derived from the operation's id
     * @param own whether two of it are a person's business; of what is not its own, the recorded one is used and a second reported
     * @param body the request as it will be sent, zone and subnet included; values may say <code>${part.cloudId}</code> and
     *     <code>${secret.field}</code>
     * @param patience how long it is waited for READY where it is USABLE already
     */
    record Make(
            String part,
            ResourceKind kind,
            String name,
            boolean own,
            Uniqueness uniqueness,
            Map<String, String> body,
            Duration patience)
            implements Step {
        public Make {
            body = Map.copyOf(body);
        }
    }

    /**
     * A call on a thing that is there.
     *
     * @param until the states in which a {@link Nature#TO_STATE} is done
     * @param again how long after a call it is repeated while it is not done; null for never
     * @param harder how long after the first call it is made HARD; null for never
     * @param undo what undoes it when the operation is undone; null where nothing has to
     */
    record Change(
            String part,
            String verb,
            Nature nature,
            Map<String, String> arguments,
            Set<String> until,
            @Nullable Duration again,
            @Nullable Duration harder,
            @Nullable String undo)
            implements Step {
        public Change {
            arguments = Map.copyOf(arguments);
            until = Set.copyOf(until);
        }
    }

    /** When a change is done. */
    enum Nature {
        /** When it is seen to be so. */
        TO_STATE,
        /** When it was called once and the thing is READY (a reboot). */
        PULSE
    }
}
