package cloud.dispatcher.shell;

import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Servers.OutageFilter;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the outages, the newest first. */
public final class Outages {
    private Outages() {}

    /**
     * Those of one server, or of all.
     *
     * @param server null for all
     * @param most how many at most
     */
    public static List<Outage> of(Servers servers, OutageFilter filter, @Nullable ServerId server, int most) {
        var found = new ArrayList<Outage>();
        @Nullable String cursor = null;
        do {
            var page = servers.outages(filter, new Paging(server == null ? most : Paging.MOST, cursor));
            page.items().stream()
                    .filter(one -> server == null || one.server().equals(server))
                    .limit(most - found.size())
                    .forEach(found::add);
            cursor = page.nextCursor();
        } while (cursor != null && found.size() < most);
        return found;
    }
}
