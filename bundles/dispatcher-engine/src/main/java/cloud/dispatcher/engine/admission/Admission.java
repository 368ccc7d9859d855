package cloud.dispatcher.engine.admission;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Operations.Submission;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.engine.Engine;
import cloud.dispatcher.engine.decide.Cancelling;
import cloud.dispatcher.engine.decide.Decision;
import cloud.dispatcher.engine.decide.Story;
import cloud.dispatcher.engine.executors.ExecutorBook;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.state.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validates what is asked for, and makes of it what is stored; stores nothing. */
public final class Admission {
    private static final int MOST_ACTIONS = 1_000;

    private final Records records;
    private final ExecutorBook executors;
    private final Engine engine;
    private volatile long counted;
    private volatile long countedAt;

    public Admission(Records records, ExecutorBook executors, Engine engine) {
        this.records = records;
        this.executors = executors;
        this.engine = engine;
        this.countedAt = engine.time().nanos() - Duration.ofDays(1).toNanos();
    }

    /** What is going to be stored for accepted actions. */
    public record Accepted(List<Operation> operations, List<Write> writes, List<EventDraft> events) {
        static Accepted nothing() {
            return new Accepted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(Accepted more) {
            operations.addAll(more.operations);
            writes.addAll(more.writes);
            events.addAll(more.events);
        }

        public Unit unit(@Nullable KeyRecord key) {
            return new Unit(writes, events, key);
        }
    }

    /**
     * What is going to be stored of many actions.
     *
     * @param results what became of each, in their order
     */
    public record AcceptedEach(List<Submission> results, Accepted accepted) {}

    /** All of them. @throws RejectedException with the problem of each that cannot be accepted */
    public Accepted accept(List<Action> actions, Asked asked) {
        var each = acceptEach(actions, asked);
        var refusals = new ArrayList<RejectedException>();
        var fields = new ArrayList<FieldError>();
        for (int i = 0; i < each.results().size(); i++) {
            var refusal = each.results().get(i).refusal();
            if (refusal != null) {
                refusals.add(refusal);
                fields.addAll(
                        refusal.fields().isEmpty()
                                ? List.of(new FieldError(pointer(i), String.valueOf(refusal.getMessage())))
                                : refusal.fields());
            }
        }
        if (refusals.isEmpty()) {
            return each.accepted();
        }
        var first = refusals.get(0);
        if (refusals.size() == 1) {
            throw first;
        }
        var more = " (" + refusals.size() + " of " + actions.size() + " actions are refused, so none is accepted.)";
        throw new RejectedException(first.refusal(), first.getMessage() + more, fields);
    }

    /** Those that can be accepted. @throws RejectedException where none can be, whatever it is */
    public AcceptedEach acceptEach(List<Action> actions, Asked asked) {
        if (actions.isEmpty() || actions.size() > MOST_ACTIONS) {
            throw new RejectedException(Refusal.INVALID, "Ask for 1 to " + MOST_ACTIONS + " actions at once.");
        }
        if (open() + actions.size() > engine.queue()) {
            throw new RejectedException(
                    Refusal.UNAVAILABLE,
                    "The queue is full: " + engine.queue() + " operations are open. Ask again when some have ended.");
        }
        var results = new ArrayList<Submission>();
        var accepted = Accepted.nothing();
        var named = new HashSet<ServerId>();
        var now = engine.time().now();
        for (int i = 0; i < actions.size(); i++) {
            try {
                var own = one(actions.get(i), pointer(i), named, asked, now);
                accepted.add(own);
                results.add(new Submission(own.operations().get(0), null));
            } catch (RejectedException e) {
                results.add(new Submission(null, e));
            }
        }
        return new AcceptedEach(results, accepted);
    }

    private Accepted one(Action action, String pointer, Set<ServerId> named, Asked asked, Instant now) {
        var accepted = Accepted.nothing();
        action.match(launch -> launch(launch, pointer, asked, now, accepted), change -> {
            if (!named.add(change.server())) {
                throw Validation.refused(
                        pointer + "/server",
                        "Ask for one action for each server at once; " + change.server() + " has two.");
            }
            return change(change, asked, now, accepted);
        });
        return accepted;
    }

    /** Where the n-th action, counted from 0, is in the list of actions. */
    static String pointer(int n) {
        return "/actions/" + n;
    }

    /** Counted once a second: the limit guards the disk, not the last place in the queue. */
    private long open() {
        var now = engine.time().nanos();
        if (now - countedAt > Duration.ofSeconds(1).toNanos()) {
            counted = records.openOperations();
            countedAt = now;
        }
        return counted;
    }

    private Void launch(LaunchServer launch, String pointer, Asked asked, Instant now, Accepted accepted) {
        var exceeded = Bounds.exceeded(launch, pointer);
        if (!exceeded.isEmpty()) {
            throw Validation.refused(exceeded);
        }
        var account = records.account(launch.account())
                .orElseThrow(() -> Validation.refused(
                        pointer + "/account",
                        "There is no account " + launch.account() + ". List them with account:list, or create one."));
        supports(account, ActionKind.LAUNCH);
        var server = new Server(
                new ServerId(engine.newId()),
                account.id(),
                launch.name(),
                launch.size(),
                launch.image(),
                launch.network(),
                launch.zone(),
                launch.keyPair(),
                launch.labels(),
                ServerState.REQUESTED,
                null,
                List.of(),
                Probe.none("it has no address yet"),
                Map.of(),
                null,
                now,
                null,
                1);
        accepted.writes().add(new Write.PutServer(server));
        var operation = put(launch, server, account.id(), asked, now, null, accepted);
        accepted.events().add(Story.requested(now, server, operation));
        return null;
    }

    private Void change(ChangeServer change, Asked asked, Instant now, Accepted accepted) {
        var server = records.server(change.server())
                .orElseThrow(
                        () -> new RejectedException(Refusal.NOT_FOUND, "There is no server " + change.server() + "."));
        var account = records.account(server.account()).orElseThrow();
        supports(account, change.kind());
        var open = records.open(server.id());
        StateGuard.require(change.kind(), server, open);
        @Nullable OperationId holder = null;
        for (var work : open) {
            if (change.kind() == ActionKind.TERMINATE && work.operation().state() != OperationState.CANCELLING) {
                var cancelled = cancel(work).unit();
                accepted.writes().addAll(cancelled.writes());
                accepted.events().addAll(cancelled.events());
            } else if (holder == null) {
                holder = work.operation().id();
            }
        }
        put(change, server, account.id(), asked, now, holder, accepted);
        return null;
    }

    private Operation put(
            Action action,
            Server server,
            AccountId account,
            Asked asked,
            Instant now,
            @Nullable OperationId holder,
            Accepted accepted) {
        var deadline = now.plus(engine.limits().deadline(action.kind()));
        var operation = new Operation(
                new OperationId(engine.newId()),
                action,
                account,
                server.id(),
                OperationState.ACCEPTED,
                asked.actor(),
                asked.reason(),
                0,
                null,
                deadline,
                0,
                Progress.of("accepted"),
                holder == null ? null : new Waiting(Waiting.Cause.TURN, now, null, holder),
                Map.of(),
                null,
                List.of(),
                now,
                null,
                null);
        accepted.writes()
                .add(new Write.PutWork(
                        new Work(operation, 0, now, deadline, null, Effect.NONE, Map.of(), Map.of(), 0, 1)));
        accepted.events().add(Story.accepted(now, server, operation));
        accepted.operations().add(operation);
        return operation;
    }

    /** What is stored when the operation is cancelled. */
    public Decision cancel(Work work) {
        var server = records.server(work.operation().server()).orElseThrow();
        var ledger = records.ledger(server.id());
        return Cancelling.of(work, server, ledger, engine.time().now(), engine.limits());
    }

    private void supports(Account account, ActionKind kind) {
        var executor = executors.named(account.executor());
        if (executor.isPresent() && !executor.get().describe().actions().contains(kind)) {
            throw new RejectedException(
                    Refusal.CONFLICT, "The cloud of account " + account.name() + " has no " + kind.word() + ".");
        }
    }
}
