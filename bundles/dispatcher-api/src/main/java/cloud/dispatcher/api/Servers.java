package cloud.dispatcher.api;

import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import org.osgi.annotation.versioning.ProviderType;

/** Tells what servers there are and how they are. */
@ProviderType
public interface Servers {

    /** @throws RejectedException NOT_FOUND; a terminated server is still found */
    ObservedServer find(ServerId id);

    /** @throws RejectedException INVALID for a cursor that was not ours */
    Page<ObservedServer> list(ServerQuery query, Paging paging);

    /** The outages, the newest first. */
    Page<Outage> outages(OutageFilter filter, Paging paging);

    /** Which outages. */
    enum OutageFilter {
        OPEN,
        ALL
    }
}
