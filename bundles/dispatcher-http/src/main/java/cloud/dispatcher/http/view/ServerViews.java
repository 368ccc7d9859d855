package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.http.view.ServerView.ProbeView;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Outage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Shows servers with whether the pinger asks them now: while it does not, a verdict is from before. */
@Component(service = ServerViews.class)
public final class ServerViews {
    private volatile @Nullable Pinger pinger;

    /** A server as the pinger sees it, for the shell. */
    record WatchedView(
            String server,
            String name,
            String state,
            String address,
            ProbeView probe,
            HeartbeatView heartbeat,
            @Nullable Instant lastProbe,
            @Nullable Instant nextProbe,
            @Nullable List<OutageView> outages) {}

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void addPinger(Pinger there) {
        pinger = there;
    }

    public void removePinger(Pinger gone) {
        if (gone.equals(pinger)) {
            pinger = null;
        }
    }

    public ServerView of(ObservedServer observed) {
        return ServerView.of(observed, pinger);
    }

    /** @param outages null where they are not to be shown */
    WatchedView of(Pinger.Watched watched, @Nullable List<Outage> outages) {
        return new WatchedView(
                watched.server().value(),
                watched.name(),
                watched.state().name(),
                watched.address(),
                ProbeView.of(watched.probe()),
                HeartbeatView.of(watched.heartbeat(), pinger),
                watched.lastProbe(),
                watched.nextProbe(),
                outages == null ? null : outages.stream().map(OutageView::of).toList());
    }
}
