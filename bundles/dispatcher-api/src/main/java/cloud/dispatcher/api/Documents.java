package cloud.dispatcher.api;

import cloud.dispatcher.model.Account;
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
     * watched, a probe's answer, the status of the whole.
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

    /** What a trial of actions is answered with: <code>{"dryRun": true, "actions": […]}</code>. */
    String dryRun(List<Operation> operations);

    /** What a trial of an account's change is answered with: <code>{"dryRun": true, "account": …}</code>. */
    String dryRun(Account account);

    /** What a trial of a cancel is answered with: <code>{"dryRun": true, "operation": …}</code>. */
    String dryRun(Operation operation);

    /** A server on the watch with its outages. */
    String watched(Pinger.Watched watched, List<Outage> outages);

    /** The pinger's part of the status. */
    String pinger(Pinger pinger);
}
