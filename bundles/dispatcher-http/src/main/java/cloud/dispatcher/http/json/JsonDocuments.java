package cloud.dispatcher.http.json;

import static cloud.dispatcher.api.Status.Part.RUNNING;
import static cloud.dispatcher.api.Status.Part.STOPPED;

import cloud.dispatcher.api.Accounts.Offer;
import cloud.dispatcher.api.Documents;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Status.Snapshot;
import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.Outage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers the shell what REST says, indented for people. It needs no port, so it is there while the dispatcher is stopped. */
@Component
public final class JsonDocuments implements Documents {
    private final ObservedJson observed;

    @Activate
    public JsonDocuments(@Reference ObservedJson observed) {
        this.observed = observed;
    }

    @Override
    public String of(Object fact) {
        return text(node(fact));
    }

    @Override
    public String list(List<?> facts) {
        return text(PageJson.of(facts, this::node));
    }

    @Override
    public String operations(List<Operation> operations) {
        return text(OperationJson.list(operations));
    }

    @Override
    public String dryRun(List<Operation> operations) {
        return text(DryRunJson.of(operations));
    }

    @Override
    public String dryRun(Account account) {
        return text(DryRunJson.of(account));
    }

    @Override
    public String dryRun(Operation operation) {
        return text(DryRunJson.of(operation));
    }

    @Override
    public String watched(Pinger.Watched watched, List<Outage> outages) {
        var json = PingerJson.of(watched);
        var list = json.putArray("outages");
        outages.forEach(outage -> list.add(ServerJson.of(outage)));
        return text(json);
    }

    @Override
    public String pinger(Pinger pinger) {
        return text(Json.object()
                .put("pinger", (pinger.isRunning() ? RUNNING : STOPPED).name())
                .put("pingerSays", pinger.summary()));
    }

    private ObjectNode node(Object fact) {
        if (fact instanceof ObservedServer server) {
            return observed.of(server);
        }
        if (fact instanceof Operation operation) {
            return OperationJson.of(operation);
        }
        if (fact instanceof Event event) {
            return EventJson.of(event);
        }
        if (fact instanceof Outage outage) {
            return ServerJson.of(outage);
        }
        if (fact instanceof Account account) {
            return AccountJson.of(account);
        }
        if (fact instanceof Offer offer) {
            return AccountJson.of(offer);
        }
        if (fact instanceof ExecutorStatus executor) {
            return StatusJson.of(executor);
        }
        if (fact instanceof Snapshot status) {
            return StatusJson.of(status);
        }
        if (fact instanceof Pinger.Watched watched) {
            return PingerJson.of(watched);
        }
        if (fact instanceof Pinger.Answer answer) {
            return PingerJson.of(answer);
        }
        throw new IllegalArgumentException("the API shows no " + fact.getClass().getName());
    }

    private static String text(JsonNode json) {
        return json.toPrettyString();
    }
}
