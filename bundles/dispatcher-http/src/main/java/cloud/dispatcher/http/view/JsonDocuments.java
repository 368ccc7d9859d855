package cloud.dispatcher.http.view;

import static cloud.dispatcher.api.Status.Part.RUNNING;
import static cloud.dispatcher.api.Status.Part.STOPPED;

import cloud.dispatcher.api.Accounts.Offer;
import cloud.dispatcher.api.Documents;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Status.Part;
import cloud.dispatcher.api.Status.Snapshot;
import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.view.OperationView.OperationsView;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.Outage;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers the shell what REST says, indented for people. It needs no port, so it is there while the dispatcher is stopped. */
@Component
public final class JsonDocuments implements Documents {
    private final ServerViews servers;
    private final Map<Class<?>, Function<Object, Object>> views;

    private record PingerView(Part pinger, String pingerSays) {}

    @Activate
    public JsonDocuments(@Reference ServerViews servers) {
        this.servers = servers;
        views = Map.of(
                ObservedServer.class, fact -> servers.of((ObservedServer) fact),
                Operation.class, fact -> OperationView.of((Operation) fact),
                Event.class, fact -> EventView.of((Event) fact),
                Outage.class, fact -> OutageView.of((Outage) fact),
                Account.class, fact -> AccountView.of((Account) fact),
                Offer.class, fact -> CatalogView.of((Offer) fact),
                ExecutorStatus.class, fact -> ExecutorView.of((ExecutorStatus) fact),
                Snapshot.class, fact -> StatusView.of((Snapshot) fact),
                Pinger.Watched.class, fact -> servers.of((Pinger.Watched) fact, null),
                Pinger.Answer.class, Function.identity());
    }

    private Object view(Object fact) {
        var view = views.get(fact.getClass());
        if (view == null) {
            throw new IllegalArgumentException(
                    "the API shows no " + fact.getClass().getName());
        }
        return view.apply(fact);
    }

    @Override
    public String of(Object fact) {
        return ApiJson.pretty(view(fact));
    }

    @Override
    public String list(List<?> facts) {
        return ApiJson.pretty(PageView.of(facts, this::view));
    }

    @Override
    public String operations(List<Operation> operations) {
        return ApiJson.pretty(OperationsView.of(operations));
    }

    @Override
    public String dryRun(List<Operation> operations) {
        return ApiJson.pretty(DryRunView.of(operations));
    }

    @Override
    public String dryRun(Account account) {
        return ApiJson.pretty(DryRunView.of(account));
    }

    @Override
    public String dryRun(Operation operation) {
        return ApiJson.pretty(DryRunView.of(operation));
    }

    @Override
    public String watched(Pinger.Watched watched, List<Outage> outages) {
        return ApiJson.pretty(servers.of(watched, outages));
    }

    @Override
    public String pinger(Pinger pinger) {
        return ApiJson.pretty(new PingerView(pinger.isRunning() ? RUNNING : STOPPED, pinger.summary()));
    }
}
