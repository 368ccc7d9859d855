package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.executor.simulator.cloud.RefusedException;
import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.executor.simulator.cloud.Session;
import cloud.dispatcher.executor.simulator.cloud.Thing;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.LedgerLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Looks for what a line of the ledger stands for. */
final class Finding {
    private final Session session;
    private final Access access;

    Finding(Session session, Access access) {
        this.session = session;
        this.access = access;
    }

    /** By its id where the line has one and by nothing else; otherwise all of ours that carry its unique name, each once. */
    List<Thing> all(LedgerLine line) {
        var id = line.cloudId();
        if (id != null) {
            return byId(id).stream().toList();
        }
        var found = new LinkedHashMap<String, Thing>();
        for (var thing :
                session.find(line.kind(), line.name(), line.operation().value()).shown()) {
            if (thing.order().installation().equals(access.installation())) {
                found.put(thing.id(), thing);
            }
        }
        return List.copyOf(found.values());
    }

    /** Empty when there is none. */
    Optional<Thing> byId(String id) {
        try {
            return Optional.of(session.describe(id).shown());
        } catch (RefusedException e) {
            if (e.code() == Code.UNKNOWN_SERVER || e.code() == Code.UNKNOWN_VOLUME) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
