package cloud.dispatcher.state;

import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Whom the pinger asks. */
@ProviderType
public interface Targets {

    /** Every server with an address that is not terminated, with the last verdict on it. */
    List<Target> all();

    /**
     * One server to ask.
     *
     * @param address a literal
     * @param state only in some states is silence news: {@link ServerState#isJudged()}
     * @param version of the server: a judgement names it
     */
    record Target(
            ServerId server,
            String name,
            String address,
            Probe probe,
            ServerState state,
            long version,
            Heartbeat last) {}
}
