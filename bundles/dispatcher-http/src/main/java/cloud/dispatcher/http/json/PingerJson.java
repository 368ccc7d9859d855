package cloud.dispatcher.http.json;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.http.rest.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the pinger sees as JSON, in the words of the servers. */
final class PingerJson {
    private PingerJson() {}

    static ObjectNode of(Pinger.Watched watched) {
        var json = Json.object()
                .put("server", watched.server().value())
                .put("name", watched.name())
                .put("state", watched.state().name())
                .put("address", watched.address());
        json.set("probe", ServerJson.probe(watched.probe()));
        json.set("heartbeat", ServerJson.heartbeat(watched.heartbeat()));
        Members.put(json, "lastProbe", watched.lastProbe());
        Members.put(json, "nextProbe", watched.nextProbe());
        return json;
    }

    static ObjectNode of(Pinger.Answer answer) {
        var json = Json.object().put("kind", answer.kind().name());
        Members.put(json, "rtt", answer.rtt());
        Members.put(json, "why", answer.why());
        return json;
    }
}
