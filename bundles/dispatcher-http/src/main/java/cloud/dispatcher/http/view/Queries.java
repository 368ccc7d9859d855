package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Servers.OutageFilter;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerQuery.Sort;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of requests: each record is what one kind of request may have after its question mark. */
public final class Queries {
    private Queries() {}

    /** Which page of a list. */
    public record PageQuery(
            @Described(min = 1, max = Paging.MOST, fallback = "100")
            int limit,

            @Described("What the page before gave.") @Nullable
            String cursor) {
        public Paging paging() {
            return new Paging(limit, cursor);
        }
    }

    /** Which servers. */
    public record ServersQuery(
            @Described("Its id or its name.") @Nullable String account,

            @Described("All but TERMINATED if none is named.") @Nullable
            Set<ServerState> state,

            @Described("A part of the name.") @Nullable String name,

            @Described("name=value; repeated for several.") @Nullable
            Set<String> label,

            @Nullable Verdict heartbeat,
            @Described(fallback = "createdAt") Sort sort,
            @JsonUnwrapped PageQuery page) {
        /** @param labels what {@code label} says */
        public ServerQuery filter(Function<String, AccountId> accounts, Map<String, String> labels) {
            return new ServerQuery(
                    account == null ? null : accounts.apply(account),
                    state == null ? Set.of() : state,
                    name,
                    labels,
                    heartbeat,
                    sort);
        }
    }

    /** Which operations. */
    public record OperationsQuery(
            @Nullable Set<OperationState> state,
            @Described("Its id or its name.") @Nullable String account,
            @Nullable String server,
            @Nullable ActionKind action,
            @JsonUnwrapped PageQuery page) {
        public OperationQuery filter(Function<String, AccountId> accounts) {
            return new OperationQuery(
                    state == null ? Set.of() : state,
                    account == null ? null : accounts.apply(account),
                    server == null ? null : new ServerId(server),
                    action);
        }
    }

    /** Which outages. */
    public record OutagesQuery(
            @Described(fallback = "all") OutageFilter state,
            @JsonUnwrapped PageQuery page) {}

    /** Which events. */
    public record EventsQuery(
            @Described(
                    value = "The number after which it begins. A page begins with the oldest, a stream with what"
                            + " happens from now on.",
                    max = Long.MAX_VALUE)
            @Nullable
            Long after,

            @Described("Its id or its name.") @Nullable String account,
            @Nullable String server,
            @Nullable String operation,

            @Described(value = "Of a page: 100 if none is named.", min = 1, max = Paging.MOST) @Nullable
            Integer limit) {
        public EventQuery filter(Function<String, AccountId> accounts) {
            return new EventQuery(
                    account == null ? null : accounts.apply(account),
                    server == null ? null : new ServerId(server),
                    operation == null ? null : new OperationId(operation));
        }
    }

    /** How long to wait for a change. */
    public record WaitQuery(
            @Described(
                    value = "To PT60S: answers when it changes or ends, or with what is when the time is up.",
                    example = "PT30S")
            @JsonProperty("wait")
            @Nullable
            String longest) {}

    /** How hard a server is changed. */
    public record ForceQuery(
            @Described(value = "The cloud's hard form, where it has one.", fallback = "false")
            boolean force) {}
}
