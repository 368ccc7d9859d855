package cloud.dispatcher.shell;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A dispatcher in memory: it accepts everything while it runs, and carries nothing out by itself. */
public final class FakeDispatcher implements Events, Operations, Servers, Switch {
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    public final List<Asked> asked = new ArrayList<>();
    public final List<Action> actions = new ArrayList<>();
    private final List<ObservedServer> servers = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Set<ServerId> refused = new HashSet<>();
    private int ids;
    private boolean running = true;
    private Runnable onSubscribe = () -> {};
    private Runnable onIsRunning = () -> {};

    public Server hasServer(String name) {
        return hasServer(name, ServerState.RUNNING);
    }

    public Server hasServer(String name, ServerState state) {
        var server = new Server(
                new ServerId(nextId()),
                new AccountId("account"),
                name,
                "small",
                "debian-13",
                null,
                null,
                null,
                Map.of("tier", "web"),
                state,
                "i-" + name,
                List.of("192.0.2.7"),
                Probe.icmp(),
                Map.of(),
                NOW,
                NOW,
                null,
                1);
        servers.add(new ObservedServer(server, Heartbeat.unknown(NOW), null));
        return server;
    }

    /** The server's change is refused from now on. */
    public void refuses(ServerId server) {
        refused.add(server);
    }

    public Operation hasOperation(Action action, OperationState state) {
        var server = action.match(launch -> new ServerId(nextId()), Action.ChangeServer::server);
        var operation = operation(new OperationId(nextId()), action, server, state, Progress.of("waiting to begin"));
        operations.add(operation);
        return operation;
    }

    public void becomes(OperationId id, OperationState state, Progress progress) {
        operations.replaceAll(
                one -> one.id().equals(id) ? operation(id, one.action(), one.server(), state, progress) : one);
    }

    public void hasEvent(String message) {
        hasEvent(null, message);
    }

    public void hasEvent(OperationId of, String message) {
        events.add(new Event(events.size() + 1L, NOW, "test.happened", null, null, of, message, Map.of()));
    }

    public void hasOutage(Outage outage) {
        outages.add(outage);
    }

    /** What happens as soon as somebody listens. */
    public void onSubscribe(Runnable reaction) {
        onSubscribe = reaction;
    }

    /** What happens each time that somebody asks whether it runs. */
    public void onIsRunning(Runnable reaction) {
        onIsRunning = reaction;
    }

    private static Operation operation(
            OperationId id, Action action, ServerId server, OperationState state, Progress progress) {
        return new Operation(
                id,
                action,
                new AccountId("account"),
                server,
                state,
                "alice",
                null,
                0,
                null,
                NOW.plusSeconds(3600),
                0,
                progress,
                null,
                Map.of(),
                null,
                List.of(),
                NOW,
                null,
                null);
    }

    /** As the engine makes them: each greater than the one before, alike in their first characters. */
    private String nextId() {
        return "019ab5d2-7c1e-7%03x-8%s"
                .formatted(ids++, UUID.randomUUID().toString().substring(20));
    }

    private void refuseStopped() {
        if (!running) {
            throw new RejectedException(
                    Refusal.STOPPED, "The dispatcher is stopped. Start it with bin/dispatcher start.");
        }
    }

    private void change(Asked by) {
        refuseStopped();
        asked.add(by);
    }

    private static <T> T first(List<T> found, String what) {
        if (found.isEmpty()) {
            throw new RejectedException(Refusal.NOT_FOUND, "There is no such " + what + ".");
        }
        return found.get(0);
    }

    @Override
    public Reply<List<Operation>> submit(List<Action> submitted, Asked by, Function<List<Operation>, String> render) {
        change(by);
        submitted.forEach(action -> action.match(launch -> false, change -> {
            if (refused.contains(change.server())) {
                throw new RejectedException(Refusal.CONFLICT, "Server " + change.server() + " is busy.");
            }
            return true;
        }));
        var before = List.copyOf(operations);
        var accepted = submitted.stream()
                .map(action -> hasOperation(action, OperationState.ACCEPTED))
                .toList();
        if (by.isTrial()) {
            operations.retainAll(before);
        } else {
            actions.addAll(submitted);
        }
        return new Reply<>(accepted, render.apply(accepted));
    }

    @Override
    public Reply<List<Submission>> submitEach(
            List<Action> actions, Asked by, Function<List<Submission>, String> render) {
        throw new UnsupportedOperationException("no command asks for it");
    }

    @Override
    public Reply<Operation> cancel(OperationId id, Asked by, Function<Operation, String> render) {
        change(by);
        becomes(id, OperationState.CANCELLED, Progress.of("cancelled"));
        var cancelled = find(id);
        return new Reply<>(cancelled, render.apply(cancelled));
    }

    @Override
    public Operation find(OperationId id) {
        return first(operations.stream().filter(one -> one.id().equals(id)).toList(), "operation");
    }

    @Override
    public Page<Operation> list(OperationQuery query, Paging paging) {
        var newestFirst = new ArrayList<>(operations);
        Collections.reverse(newestFirst);
        return page(
                newestFirst.stream()
                        .filter(one ->
                                query.states().isEmpty() || query.states().contains(one.state()))
                        .toList(),
                paging);
    }

    @Override
    public ObservedServer find(ServerId id) {
        return first(
                servers.stream().filter(one -> one.server().id().equals(id)).toList(), "server");
    }

    @Override
    public Page<ObservedServer> list(ServerQuery query, Paging paging) {
        return page(
                servers.stream()
                        .filter(one ->
                                query.name() == null || one.server().name().contains(query.name()))
                        .filter(one -> query.states().isEmpty()
                                ? one.server().state() != ServerState.TERMINATED
                                : query.states().contains(one.server().state()))
                        .sorted((one, other) -> query.sort() == ServerQuery.Sort.NEWEST_FIRST
                                ? servers.indexOf(other) - servers.indexOf(one)
                                : 0)
                        .toList(),
                paging);
    }

    @Override
    public Page<Outage> outages(OutageFilter filter, Paging paging) {
        return page(
                outages.stream()
                        .filter(one -> filter == OutageFilter.ALL || one.clearedAt() == null)
                        .toList(),
                paging);
    }

    /** Pages of two at most, so that whoever wants all has to go on. */
    private static <T> Page<T> page(List<T> all, Paging paging) {
        int from = paging.cursor() == null ? 0 : Integer.parseInt(paging.cursor());
        int to = Math.min(all.size(), from + Math.min(2, paging.limit()));
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    @Override
    public List<Event> after(long number, EventQuery query, int limit) {
        return events.stream()
                .filter(one -> one.number() > number)
                .filter(one -> query.operation() == null || query.operation().equals(one.operation()))
                .limit(limit)
                .toList();
    }

    @Override
    public long newest() {
        return events.size();
    }

    @Override
    public long oldest() {
        return events.isEmpty() ? 0 : 1;
    }

    @Override
    public Subscription subscribe(Runnable wake) {
        onSubscribe.run();
        wake.run();
        return () -> {};
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        onIsRunning.run();
        return running;
    }

    @Override
    public List<String> failures() {
        return List.of();
    }

    @Override
    public List<String> summary() {
        return List.of();
    }

    @Override
    public void restart() {
        running = true;
    }

    @Override
    public List<String> entryPoints() {
        return List.of();
    }

    @Override
    public Optional<String> notRunningReason() {
        return Optional.empty();
    }
}
