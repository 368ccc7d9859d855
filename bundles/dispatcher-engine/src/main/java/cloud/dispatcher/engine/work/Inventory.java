package cloud.dispatcher.engine.work;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists what each account holds, regularly, and has every server refreshed that is not as we know it: what was started, stopped or removed
 * behind our back shows without an outage.
 *
 * <p>A listing is a suspicion and nothing more. It may be older than our last call, late, cut short or empty; so what differs is asked for
 * by its id, and only if it was not changed since before the listing began. Where most of an account is absent at once, nothing is
 * concluded, and a person is told.
 */
final class Inventory {
    static final Duration EVERY = Duration.ofSeconds(30);

    /** Holds a thread of the account like the call for a server. */
    static final ServerId PLACE = new ServerId("inventory");

    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

    /** A listing takes this part of the time at most: an account with very many servers is listed less often. */
    private static final int REST = 10;

    /** So few may be absent at once without a doubt about the listing. */
    private static final int FEW = 3;

    private static final int MOST_REFRESHES = 1_000;

    private static final Set<ServerState> LISTED = EnumSet.of(
            ServerState.RUNNING, ServerState.STOPPED, ServerState.PAUSED, ServerState.UNKNOWN, ServerState.MISSING);

    private final WorkerContext context;
    private final Duration every;
    private final Map<AccountId, Long> dueAt = new ConcurrentHashMap<>();
    private final Set<AccountId> failing = ConcurrentHashMap.newKeySet();

    /** What is compared of one server; small, because an account may have very many. */
    private record Known(
            ServerId server, ServerState state, @Nullable String address, long version) {
        static Known of(Server server) {
            return new Known(server.id(), server.state(), first(server.addresses()), server.version());
        }

        boolean isAs(Sighting sighting) {
            return state == sighting.state()
                    && (address == null ? "" : address)
                            .equals(first(sighting.addresses()) == null ? "" : first(sighting.addresses()));
        }

        private static @Nullable String first(List<String> addresses) {
            return addresses.isEmpty() ? null : addresses.get(0);
        }
    }

    Inventory(WorkerContext context, Duration every) {
        this.context = context;
        this.every = every;
    }

    /** Whether the account is to be listed now; the first time comes one interval after it was first asked for. */
    boolean isDue(AccountId account) {
        var now = context.time.nanos();
        return now - dueAt.computeIfAbsent(account, first -> now + every.toNanos()) >= 0;
    }

    /** Runs on a thread of the account. */
    void list(Account account) {
        var began = context.time.nanos();
        try {
            var executor = context.executor(account);
            if (executor.isPresent()) {
                compare(account, executor.get());
                if (failing.remove(account.id())) {
                    LOG.info("The cloud of account {} can be listed again.", account.name());
                }
            }
        } catch (CloudException e) {
            if (failing.add(account.id())) {
                LOG.warn(
                        "The cloud of account {} cannot be listed: {}. What is changed there by others does not show"
                                + " until it can.",
                        account.name(),
                        e.getMessage());
            }
        } finally {
            var took = context.time.nanos() - began;
            dueAt.put(account.id(), context.time.nanos() + Math.max(every.toNanos(), REST * took));
        }
    }

    private void compare(Account account, Executor executor) throws CloudException {
        var absent = known(account.id());
        if (absent.isEmpty()) {
            return;
        }
        var all = absent.size();
        var suspects = new ArrayList<Known>();
        var access = context.access(account, Map.of());
        @Nullable String page = null;
        do {
            var listing = executor.list(access, page);
            for (var sighting : listing.items()) {
                var known = sighting.kind() == ResourceKind.SERVER && sighting.state() != ServerState.TERMINATED
                        ? absent.remove(sighting.cloudId())
                        : null;
                if (known != null && !known.isAs(sighting)) {
                    suspects.add(known);
                }
            }
            page = listing.nextPage();
        } while (page != null);
        absent.values().removeIf(known -> known.state() == ServerState.MISSING);
        if (isCredible(account, absent.size(), all)) {
            suspects.addAll(absent.values());
        }
        refresh(suspects);
    }

    /** The servers without an open operation, by the cloud's id. */
    private Map<String, Known> known(AccountId account) {
        var known = new HashMap<String, Known>();
        var query = new ServerQuery(account, LISTED, null, Map.of(), null, ServerQuery.Sort.OLDEST_FIRST);
        @Nullable String cursor = null;
        do {
            var page = context.records.servers(query, new Paging(Paging.MOST, cursor));
            for (var observed : page.items()) {
                var server = observed.server();
                if (observed.heldBy() == null && server.cloudId() != null) {
                    known.put(server.cloudId(), Known.of(server));
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return known;
    }

    private boolean isCredible(Account account, int absent, int all) {
        if (absent <= FEW || absent * 2 <= all) {
            return true;
        }
        LOG.warn(
                "The cloud of account {} lists only {} of {} servers. Nothing is concluded from that. If they were"
                        + " removed, terminate them here; if not, look whether the account's credentials still show them.",
                account.name(),
                all - absent,
                all);
        return false;
    }

    private void refresh(Collection<Known> suspects) {
        var writes = new ArrayList<Write>();
        for (var suspect : suspects) {
            var isUntouched = context.records
                    .server(suspect.server())
                    .filter(server -> server.version() == suspect.version())
                    .isPresent();
            if (isUntouched && writes.size() < MOST_REFRESHES) {
                writes.add(new Write.PutLook(suspect.server(), context.time.now()));
            }
        }
        if (!writes.isEmpty()) {
            LOG.debug("{} servers are not as they were: they are refreshed.", writes.size());
            context.commit(new Unit(writes, List.of(), null));
        }
    }
}
