package cloud.dispatcher.http.view;

import static cloud.dispatcher.api.Status.Part.RUNNING;
import static cloud.dispatcher.api.Status.Part.STOPPED;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Accounts.Offer;
import cloud.dispatcher.api.Documents;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Status.Part;
import cloud.dispatcher.api.Status.Snapshot;
import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.view.OperationView.OperationsView;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.ServerId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers the shell what REST says, indented for people. It needs no port, so it is there while the dispatcher is stopped. */
@Component
public final class JsonDocuments implements Documents {
    private final ServerViews serverViews;
    private final Accounts accounts;
    private final Servers servers;
    private final Map<Class<?>, Function<Object, Object>> views;

    private record PingerView(Part pinger, String pingerSays) {}

    @Activate
    public JsonDocuments(@Reference ServerViews serverViews, @Reference Accounts accounts, @Reference Servers servers) {
        this.serverViews = serverViews;
        this.accounts = accounts;
        this.servers = servers;
        views = Map.of(
                ObservedServer.class, fact -> serverViews.of((ObservedServer) fact),
                Operation.class, fact -> OperationView.of((Operation) fact),
                Event.class, fact -> EventView.of((Event) fact),
                Outage.class, fact -> OutageView.of((Outage) fact),
                Account.class, fact -> AccountView.of((Account) fact),
                Offer.class, fact -> CatalogView.of((Offer) fact),
                ExecutorStatus.class, fact -> ExecutorView.of((ExecutorStatus) fact),
                Snapshot.class, fact -> StatusView.of((Snapshot) fact),
                Pinger.Watched.class, fact -> serverViews.of((Pinger.Watched) fact, null),
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
        return pretty(view(fact));
    }

    @Override
    public String list(List<?> facts) {
        return pretty(PageView.of(facts, this::view));
    }

    @Override
    public String operations(List<Operation> operations) {
        return pretty(OperationsView.of(operations));
    }

    @Override
    public String dryRun(List<Operation> operations) {
        return pretty(DryRunView.of(operations));
    }

    @Override
    public String dryRun(Account account) {
        return pretty(DryRunView.of(account));
    }

    @Override
    public String dryRun(Operation operation) {
        return pretty(DryRunView.of(operation));
    }

    @Override
    public String watched(Pinger.Watched watched, List<Outage> outages) {
        return pretty(serverViews.of(watched, outages));
    }

    @Override
    public String pinger(Pinger pinger) {
        return pretty(new PingerView(pinger.isRunning() ? RUNNING : STOPPED, pinger.summary()));
    }

    /** Indented, with the names of accounts and servers beside their ids: people read ids badly, and scripts would have to look them up. */
    private String pretty(Object view) {
        var json = ApiJson.tree(view);
        addNames(json, new HashMap<>());
        return json.toPrettyString();
    }

    private void addNames(JsonNode json, Map<String, String> names) {
        json.forEach(each -> addNames(each, names));
        if (json instanceof ObjectNode object) {
            addName(object, "account", names, this::accountName);
            addName(object, "server", names, this::serverName);
        }
    }

    private static void addName(
            ObjectNode object, String member, Map<String, String> names, Function<String, String> find) {
        var id = object.path(member);
        if (id.isTextual()) {
            var name = names.computeIfAbsent(id.textValue(), find);
            if (!name.isEmpty()) {
                object.put(member + "Name", name);
            }
        }
    }

    private String accountName(String id) {
        return accounts.list().stream()
                .filter(account -> account.id().value().equals(id))
                .map(Account::name)
                .findFirst()
                .orElse("");
    }

    private String serverName(String id) {
        try {
            return servers.find(new ServerId(id)).server().name();
        } catch (RejectedException removed) {
            return "";
        }
    }
}
