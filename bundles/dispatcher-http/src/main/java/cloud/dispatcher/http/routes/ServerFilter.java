package cloud.dispatcher.http.routes;

import cloud.dispatcher.http.rest.Query;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerQuery.Sort;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads which servers are to be listed. */
final class ServerFilter {
    static final String[] PARAMETERS = {"account", "state", "name", "label", "heartbeat", "sort", "limit", "cursor"};
    private static final Map<String, Sort> SORTS = Map.of(
            "createdAt", Sort.OLDEST_FIRST,
            "-createdAt", Sort.NEWEST_FIRST,
            "name", Sort.NAME,
            "-name", Sort.NAME_REVERSED);

    private ServerFilter() {}

    /** @param account finds the account that a text means */
    static ServerQuery read(Query query, Function<String, AccountId> account) {
        var named = query.one("account");
        return new ServerQuery(
                named == null ? null : account.apply(named),
                Set.copyOf(query.choices("state", ServerState.class)),
                query.one("name"),
                labels(query),
                query.choice("heartbeat", Verdict.class),
                sort(query));
    }

    private static Map<String, String> labels(Query query) {
        var labels = new HashMap<String, String>();
        for (var label : query.all("label")) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw RefusedException.parameter("label", "This must be name=value; repeat it for several.");
            }
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return labels;
    }

    private static Sort sort(Query query) {
        var word = query.one("sort");
        var sort = word == null ? Sort.OLDEST_FIRST : SORTS.get(word);
        if (sort == null) {
            throw RefusedException.parameter("sort", "This must be createdAt, -createdAt, name or -name.");
        }
        return sort;
    }
}
