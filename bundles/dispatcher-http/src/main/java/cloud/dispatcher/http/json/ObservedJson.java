package cloud.dispatcher.http.json;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Verdict;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Servers as JSON, with whether anybody asks them now: a verdict that nobody asks for any more is one of before. */
@Component(service = ObservedJson.class)
public final class ObservedJson {
    private volatile @Nullable Pinger pinger;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void addPinger(Pinger there) {
        pinger = there;
    }

    public void removePinger(Pinger gone) {
        if (gone.equals(pinger)) {
            pinger = null;
        }
    }

    public ObjectNode of(ObservedServer observed) {
        var asks = pinger;
        var json = ServerJson.of(observed);
        var heartbeat = json.withObject("/heartbeat");
        var isWatched = observed.heartbeat().verdict() != Verdict.UNWATCHED;
        heartbeat.put("asked", isWatched && asks != null && asks.isRunning());
        if (isWatched && asks != null) {
            asks.stoppedAt().ifPresent(at -> Members.put(heartbeat, "notAskedSince", at));
        }
        return json;
    }
}
