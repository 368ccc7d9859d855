package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.executor.simulator.cloud.Profile;
import cloud.dispatcher.executor.simulator.cloud.Thing;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.spi.Sighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cloud's things as sightings. */
final class Sightings {
    private Sightings() {}

    /** Each thing once, however often the cloud has shown it. */
    static List<Sighting> of(List<Thing> things, Profile profile) {
        var byId = new LinkedHashMap<String, Sighting>();
        things.forEach(thing -> byId.put(thing.id(), of(thing, profile)));
        return List.copyOf(byId.values());
    }

    static Sighting of(Thing thing, Profile profile) {
        var address = thing.address();
        return new Sighting(
                thing.kind(),
                thing.order().unique(),
                thing.id(),
                new OperationId(thing.order().token()),
                thing.state(),
                address == null ? List.of() : List.of(address),
                probe(thing, profile),
                facts(thing));
    }

    /** Never ICMP: every address of 127.0.0.0/8 answers an echo, whether its server runs or not. */
    private static Probe probe(Thing thing, Profile profile) {
        if (thing.port() > 0) {
            return Probe.tcp(thing.port());
        }
        return Probe.none(
                thing.kind() == ResourceKind.SERVER
                        ? "nobody listens for it: the account's setting listeners allows " + profile.listeners()
                        : "it is no server");
    }

    private static Map<String, String> facts(Thing thing) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("createdAt", thing.createdAt().toString());
        if (thing.order().size() != null) {
            facts.put("size", thing.order().size());
        }
        if (thing.order().image() != null) {
            facts.put("image", thing.order().image());
        }
        return facts;
    }
}
