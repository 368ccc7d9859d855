package cloud.dispatcher.http.routes;

import cloud.dispatcher.http.rest.Query;
import cloud.dispatcher.model.Paging;

/** The parameters of every list. */
final class Pages {
    private static final int USUAL = 100;

    private Pages() {}

    static Paging of(Query query) {
        return new Paging((int) query.whole("limit", 1, Paging.MOST, USUAL), query.one("cursor"));
    }
}
