package cloud.dispatcher.http;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Leftover;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationError;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** Operations in memory: accepted, and moved on by the test. */
final class FakeOperations implements Operations {
    final Map<OperationId, Operation> all = new ConcurrentSkipListMap<>();
    private final FakeKeys keys;
    private final FakeEvents events;

    /** Why everything is refused. */
    volatile RuntimeException refusal;

    /** How long an accept takes; waited for on the caller's thread. */
    volatile Runnable slowness = () -> {};

    Asked lastAsked;
    List<Action> lastActions = List.of();
    OperationQuery lastQuery;
    Paging lastPaging;

    FakeOperations(FakeKeys keys, FakeEvents events) {
        this.keys = keys;
        this.events = events;
    }

    @Override
    public Reply<List<Operation>> submit(List<Action> actions, Asked asked, Function<List<Operation>, String> render) {
        return keys.once(
                asked,
                () -> {
                    slowness.run();
                    check(actions);
                    lastAsked = asked;
                    var operations = new ArrayList<Operation>();
                    actions.forEach(action -> operations.add(put(action, asked)));
                    return operations;
                },
                render);
    }

    /** Changes of servers whose id begins with {@code no} are refused. */
    @Override
    public Reply<List<Submission>> submitEach(
            List<Action> actions, Asked asked, Function<List<Submission>, String> render) {
        return keys.once(
                asked,
                () -> {
                    check(actions);
                    var results = new ArrayList<Submission>();
                    for (int i = 0; i < actions.size(); i++) {
                        var pointer = "/actions/" + i + "/server";
                        var isRefused = actions.get(i)
                                .match(
                                        launch -> false,
                                        change -> change.server().value().startsWith("no"));
                        results.add(
                                isRefused
                                        ? new Submission(
                                                null,
                                                new RejectedException(
                                                        Refusal.NOT_FOUND,
                                                        "There is no such server.",
                                                        List.of(new RejectedException.FieldError(
                                                                pointer, "There is none."))))
                                        : new Submission(put(actions.get(i), asked), null));
                    }
                    return results;
                },
                render);
    }

    private Operation put(Action action, Asked asked) {
        var operation = accepted(action, asked);
        if (!asked.isTrial()) {
            all.put(operation.id(), operation);
            events.happens("operation.accepted", operation.id(), operation.server());
        }
        return operation;
    }

    private Operation accepted(Action action, Asked asked) {
        var number = String.format("%04d", all.size() + 1);
        var id = new OperationId("o-" + number);
        var server = action.match(launch -> new ServerId("s-" + number), change -> change.server());
        var account = action.match(launch -> launch.account(), change -> new AccountId("a-1"));
        return new Operation(
                id,
                action,
                account,
                server,
                OperationState.ACCEPTED,
                asked.actor(),
                asked.reason(),
                0,
                null,
                Instant.EPOCH.plusSeconds(1800),
                0,
                Progress.of("accepted"),
                null,
                Map.of(),
                null,
                List.of(),
                Instant.EPOCH,
                null,
                null);
    }

    /** Moves it on, and tells so in the journal. */
    void becomes(OperationId id, OperationState state) {
        var o = find(id);
        var isFailed = state == OperationState.FAILED;
        var next = new Operation(
                id,
                o.action(),
                o.account(),
                o.server(),
                state,
                o.actor(),
                o.reason(),
                o.priority(),
                o.notBefore(),
                o.deadline(),
                o.attempts() + 1,
                new Progress("creating", 50),
                state == OperationState.WAITING
                        ? new Waiting(
                                Waiting.Cause.CLOUD,
                                Instant.EPOCH,
                                Instant.EPOCH.plusSeconds(2),
                                new OperationId("o-0"))
                        : null,
                state == OperationState.SUCCEEDED ? Map.of("cloudId", "i-1") : Map.of(),
                isFailed ? new OperationError(Fault.QUOTA, "no more", "Q", "r-1", "Ask for more.") : null,
                isFailed ? List.of(new Leftover(ResourceKind.VOLUME, "v", null)) : List.of(),
                o.createdAt(),
                Instant.EPOCH.plusMillis(5),
                state.isOver() ? Instant.EPOCH.plusSeconds(9) : null);
        all.put(id, next);
        events.happens("operation.changed", id, o.server());
    }

    private void check(List<Action> actions) {
        lastActions = actions;
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public Reply<Operation> cancel(OperationId id, Asked asked, Function<Operation, String> render) {
        return keys.once(
                asked,
                () -> {
                    check(List.of());
                    if (!find(id).state().isOver() && !asked.isTrial()) {
                        becomes(id, OperationState.CANCELLING);
                    }
                    return find(id);
                },
                render);
    }

    @Override
    public Operation find(OperationId id) {
        var operation = all.get(id);
        if (operation == null) {
            throw new RejectedException(Refusal.NOT_FOUND, "There is no such operation.");
        }
        return operation;
    }

    @Override
    public Page<Operation> list(OperationQuery query, Paging paging) {
        lastQuery = query;
        lastPaging = paging;
        return new Page<>(all.values().stream().limit(paging.limit()).toList(), "next");
    }
}
