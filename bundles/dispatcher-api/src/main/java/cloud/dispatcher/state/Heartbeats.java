package cloud.dispatcher.state;

import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.ServerId;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Where the pinger records what it found. */
@ProviderType
public interface Heartbeats {

    /**
     * Records a batch in one commit. A judgement on another version of the server than the stored one is dropped, and its neighbours are
     * not. An event is written, and an outage numbered or cleared, only where the verdict is another than the stored one: DOWN discovers
     * an outage, and UP after it clears it.
     *
     * @return the judgements that were recorded, their heartbeats with the outage's number
     * @throws StoreException and nothing of the batch was recorded
     */
    List<Judgement> record(List<Judgement> batch);

    /**
     * What was found of one server.
     *
     * @param version of the server that was judged
     * @param heartbeat without the outage's number: the store allots it
     */
    record Judgement(ServerId server, long version, Heartbeat heartbeat) {}
}
