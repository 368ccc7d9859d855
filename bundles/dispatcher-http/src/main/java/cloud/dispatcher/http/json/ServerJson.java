package cloud.dispatcher.http.json;

import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Verdict;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Servers, their heartbeats and outages as JSON. */
public final class ServerJson {
    private ServerJson() {}

    static ObjectNode of(ObservedServer observed) {
        var server = observed.server();
        var json = Json.object()
                .put("id", server.id().value())
                .put("account", server.account().value())
                .put("name", server.name())
                .put("size", server.size())
                .put("image", server.image());
        Members.put(json, "network", server.network());
        Members.put(json, "zone", server.zone());
        Members.put(json, "keyPair", server.keyPair());
        Members.put(json, "labels", server.labels());
        json.put("state", server.state().name());
        Members.put(json, "cloudId", server.cloudId());
        server.addresses().forEach(json.putArray("addresses")::add);
        json.set("probe", probe(server.probe()));
        json.set("heartbeat", heartbeat(observed.heartbeat()));
        Members.put(json, "facts", server.facts());
        Members.put(json, "heldBy", observed.heldBy());
        Members.put(json, "observedAt", server.observedAt());
        Members.put(json, "createdAt", server.createdAt());
        Members.put(json, "endedAt", server.endedAt());
        return json.put("version", server.version());
    }

    static ObjectNode probe(Probe probe) {
        var json = Json.object().put("method", probe.method().name());
        if (probe.method() == Probe.Method.TCP) {
            json.put("port", probe.port());
        }
        Members.put(json, "why", probe.why());
        return json;
    }

    static ObjectNode heartbeat(Heartbeat heartbeat) {
        var json = Json.object().put("verdict", heartbeat.verdict().name());
        Members.put(json, "since", heartbeat.since());
        Members.put(json, "lastSeen", heartbeat.lastSeen());
        Members.put(json, "rtt", heartbeat.rtt());
        if (heartbeat.verdict() != Verdict.UNWATCHED) {
            json.put("loss", heartbeat.loss());
        }
        var outage = heartbeat.outage();
        if (outage != null) {
            json.put("outage", outage);
        }
        Members.put(json, "why", heartbeat.why());
        return json;
    }

    public static ObjectNode of(Outage outage) {
        var json = Json.object()
                .put("number", outage.number())
                .put("server", outage.server().value())
                .put("account", outage.account().value())
                .put("state", outage.clearedAt() == null ? "DISCOVERED" : "CLEARED");
        Members.put(json, "discoveredAt", outage.discoveredAt());
        Members.put(json, "clearedAt", outage.clearedAt());
        return json;
    }
}
