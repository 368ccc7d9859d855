package cloud.dispatcher.engine.service;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.state.Records;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how the servers are and what happened. Never goes. */
@Component(service = {Servers.class, Events.class})
public final class QueryService implements Servers, Events {
    private final Records records;
    private final Journal journal;

    @Activate
    public QueryService(@Reference Records records, @Reference Journal journal) {
        this.records = records;
        this.journal = journal;
    }

    @Override
    public ObservedServer find(ServerId id) {
        return Ask.store(() -> records.observed(id))
                .orElseThrow(() -> new RejectedException(Refusal.NOT_FOUND, "There is no server " + id + "."));
    }

    @Override
    public Page<ObservedServer> list(ServerQuery query, Paging paging) {
        return Ask.store(() -> records.servers(query, paging));
    }

    @Override
    public Page<Outage> outages(OutageFilter filter, Paging paging) {
        return Ask.store(() -> switch (filter) {
            case OPEN -> records.openOutages(paging);
            case ALL -> records.outages(paging);
        });
    }

    @Override
    public List<Event> after(long number, EventQuery query, int limit) {
        return Ask.store(() -> journal.after(number, query, limit));
    }

    @Override
    public long newest() {
        return Ask.store(journal::newest);
    }

    @Override
    public long oldest() {
        return Ask.store(journal::oldest);
    }

    @Override
    public Subscription subscribe(Runnable wake) {
        return journal.subscribe(wake)::close;
    }
}
