package cloud.dispatcher.engine.service;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.AuditLine;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Operations.Submission;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.engine.Engine;
import cloud.dispatcher.engine.StoryLog;
import cloud.dispatcher.engine.admission.Admission;
import cloud.dispatcher.engine.admission.DryRunCheck;
import cloud.dispatcher.engine.executors.ExecutorBook;
import cloud.dispatcher.engine.executors.Inquiry;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accepts actions, and tells what became of them. Never goes; changes pass the {@link Gate}. */
@Component
public final class OperationService implements Operations {
    private final Records records;
    private final Committer committer;
    private final Engine engine;
    private final Gate gate;
    private final Keys keys;
    private final Admission acceptance;
    private final DryRunCheck trial;

    private final ResourceLocks turns = new ResourceLocks();

    @Activate
    public OperationService(
            @Reference Records records,
            @Reference Committer committer,
            @Reference ExecutorBook executors,
            @Reference Engine engine,
            @Reference Gate gate,
            @Reference Inquiry inquiry) {
        this.records = records;
        this.committer = committer;
        this.engine = engine;
        this.gate = gate;
        this.keys = new Keys(records, new InFlightRequests(InFlightRequests.PATIENCE));
        this.acceptance = new Admission(records, executors, engine);
        this.trial = new DryRunCheck(records, executors, inquiry);
    }

    @Override
    public Reply<List<Operation>> submit(List<Action> actions, Asked asked, Function<List<Operation>, String> render) {
        return new Audit(asked)
                .of(
                        Audit.what(actions),
                        () -> accept(actions, asked, render),
                        operations -> operations.stream().map(Audit::what).toList());
    }

    private Reply<List<Operation>> accept(List<Action> actions, Asked asked, Function<List<Operation>, String> render) {
        gate.requireRunning(asked);
        return keys.once(asked, () -> asked.isTrial() ? tried(actions, asked, render) : done(actions, asked, render));
    }

    private Reply<List<Operation>> done(List<Action> actions, Asked asked, Function<List<Operation>, String> render) {
        return turns.inTurn(actions, () -> {
            var accepted = acceptance.accept(actions, asked);
            var answer = render.apply(accepted.operations());
            var events = committer.commit(accepted.unit(keys.record(asked, answer)), Lane.ACCEPT);
            StoryLog.tell(events);
            return new Reply<>(accepted.operations(), answer);
        });
    }

    @Override
    public Reply<List<Submission>> submitEach(
            List<Action> actions, Asked asked, Function<List<Submission>, String> render) {
        return new Audit(asked)
                .of(
                        Audit.what(actions),
                        () -> {
                            gate.requireRunning(asked);
                            return keys.once(
                                    asked,
                                    () -> asked.isTrial()
                                            ? triedEach(actions, asked, render)
                                            : doneEach(actions, asked, render));
                        },
                        results -> results.stream()
                                .map(Submission::operation)
                                .filter(Objects::nonNull)
                                .map(Audit::what)
                                .toList());
    }

    private Reply<List<Submission>> doneEach(
            List<Action> actions, Asked asked, Function<List<Submission>, String> render) {
        return turns.inTurn(actions, () -> {
            var each = acceptance.acceptEach(actions, asked);
            var answer = render.apply(each.results());
            if (!each.accepted().operations().isEmpty()) {
                var unit = each.accepted().unit(keys.record(asked, answer));
                StoryLog.tell(committer.commit(unit, Lane.ACCEPT));
            }
            return new Reply<>(each.results(), answer);
        });
    }

    /** Each that could be accepted is asked about alone: a cloud that refuses one action says nothing of the others. */
    private Reply<List<Submission>> triedEach(
            List<Action> actions, Asked asked, Function<List<Submission>, String> render) {
        var results = new ArrayList<>(acceptance.acceptEach(actions, asked).results());
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).operation() != null) {
                try {
                    trial.ask(List.of(actions.get(i)));
                } catch (RejectedException e) {
                    var pointer = "/actions/" + i;
                    results.set(i, new Submission(null, e.at(at -> at.replaceFirst("^/actions/0", pointer))));
                }
            }
        }
        return new Reply<>(results, render.apply(results));
    }

    private Reply<List<Operation>> tried(List<Action> actions, Asked asked, Function<List<Operation>, String> render) {
        var operations = acceptance.accept(actions, asked).operations();
        trial.ask(actions);
        return new Reply<>(operations, render.apply(operations));
    }

    @Override
    public Reply<Operation> cancel(OperationId id, Asked asked, Function<Operation, String> render) {
        return new Audit(asked)
                .of(
                        new AuditLine("cancel", id.value()),
                        () -> undo(id, asked, render),
                        operation -> List.of(Audit.cancel(operation)));
    }

    private Reply<Operation> undo(OperationId id, Asked asked, Function<Operation, String> render) {
        gate.requireRunning(asked);
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
            var next = decision.next();
            var answer = render.apply(next);
            if (asked.isTrial()) {
                return new Reply<>(next, answer);
            }
            StoryLog.tell(committer.commit(decision.unit(List.of(), keys.record(asked, answer)), Lane.ACCEPT));
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
