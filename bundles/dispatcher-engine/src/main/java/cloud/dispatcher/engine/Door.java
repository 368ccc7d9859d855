package cloud.dispatcher.engine;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Work;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accepts actions, and tells what became of them. Never goes; changes pass the {@link Gate}. */
@Component
public final class Door implements Operations {
    private final Records records;
    private final Committer committer;
    private final Engine engine;
    private final Gate gate;
    private final Keys keys;
    private final Acceptance acceptance;

    /**
     * A new operation of a server is decided from those that it has: two accepts about one server come one after the other. On many
     * machines the store has to hold this instead.
     */
    private final ReentrantLock[] turns =
            Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

    @Activate
    public Door(
            @Reference Records records,
            @Reference Committer committer,
            @Reference ExecutorBook executors,
            @Reference Engine engine,
            @Reference Gate gate) {
        this.records = records;
        this.committer = committer;
        this.engine = engine;
        this.gate = gate;
        this.keys = new Keys(records);
        this.acceptance = new Acceptance(records, executors, engine);
    }

    @Override
    public Reply<List<Operation>> submit(List<Action> actions, Asked asked, Function<List<Operation>, String> render) {
        gate.pass();
        var locks = actions.stream()
                .flatMap(action ->
                        action.match(launch -> Stream.<ServerId>empty(), change -> Stream.of(change.server())))
                .map(server -> Math.floorMod(server.hashCode(), turns.length))
                .distinct()
                .sorted()
                .map(index -> turns[index])
                .toList();
        locks.forEach(ReentrantLock::lock);
        try {
            return keys.once(asked, () -> {
                var accepted = acceptance.accept(actions, asked);
                var answer = render.apply(accepted.operations());
                var events = committer.commit(accepted.unit(keys.record(asked, answer)), Lane.ACCEPT);
                Story.log(events);
                return new Reply<>(accepted.operations(), answer);
            });
        } finally {
            locks.forEach(ReentrantLock::unlock);
        }
    }

    @Override
    public void check(List<Action> actions) {
        gate.pass();
        acceptance.accept(actions, Asked.by("nobody"));
    }

    @Override
    public Reply<Operation> cancel(OperationId id, Asked asked, Function<Operation, String> render) {
        gate.pass();
        return keys.once(asked, () -> {
            var work = work(id);
            var operation = work.operation();
            if (operation.state().isOver() || operation.state() == OperationState.CANCELLING) {
                var answer = render.apply(operation);
                if (asked.key() != null) {
                    committer.commit(new Unit(List.of(), List.of(), keys.record(asked, answer)), Lane.ACCEPT);
                }
                return new Reply<>(operation, answer);
            }
            if (operation.action().kind() == ActionKind.TERMINATE && operation.attempts() > 0) {
                throw new RejectedException(
                        Refusal.CONFLICT,
                        "A terminate that has begun cannot be cancelled. Launch a new server instead.");
            }
            var decision = acceptance.cancel(work);
            var next = decision.op.work().operation();
            var answer = render.apply(next);
            Story.log(committer.commit(decision.unit(List.of(), keys.record(asked, answer)), Lane.ACCEPT));
            return new Reply<>(next, answer);
        });
    }

    @Override
    public Operation find(OperationId id) {
        return work(id).operation();
    }

    private Work work(OperationId id) {
        return Ask.store(() -> records.work(id))
                .orElseThrow(() -> new RejectedException(Refusal.NOT_FOUND, "There is no operation " + id + "."));
    }

    @Override
    public Page<Operation> list(OperationQuery query, Paging paging) {
        return Ask.store(() -> records.operations(query, paging));
    }
}
