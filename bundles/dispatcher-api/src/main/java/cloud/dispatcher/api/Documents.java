package cloud.dispatcher.api;

import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.Outage;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Writes facts as JSON: each text is one document, indented, with the field names of the REST API. Who offers REST offers this, so that
 * each field is named in one place.
 */
@ProviderType
public interface Documents {

    /**
     * One fact: an account, what an account's cloud offers, an event, an executor, an operation, an outage, a server as it is observed or
     * watched, a probe's answer.
     *
     * @throws IllegalArgumentException for what the API does not show
     */
    String of(Object fact);

    /**
     * Facts of one kind: <code>{"items": […]}</code>.
     *
     * @throws IllegalArgumentException for what the API does not show
     */
    String list(List<?> facts);

    /** What an accepted request is answered with: <code>{"operations": […]}</code>. */
    String operations(List<Operation> operations);

    /** What a request would do: <code>{"dryRun": true, "actions": […]}</code>. */
    String dryRun(List<Action> actions);

    /** A server on the watch with its outages. */
    String watched(Pinger.Watched watched, List<Outage> outages);

    /** The pinger's part of the status. */
    String pinger(Pinger pinger);
}
