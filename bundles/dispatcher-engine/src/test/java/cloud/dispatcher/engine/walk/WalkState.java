package cloud.dispatcher.engine.walk;

import cloud.dispatcher.model.OperationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One operation on its way, as it is stored.
 *
 * @param plan null until it was asked for
 * @param at the step that is taken; all before it are done
 * @param calls calls of this operation that were claimed, ever: an answer counts if none was since it was asked
 * @param step of the change that {@code at} names
 * @param undone how many changes from the end were undone, while undoing
 * @param claim the call under way
 * @param why why it is undone; null where a person wants it so
 * @param faults failures in a row that use up tries
 */
record WalkState(
        OperationId operation,
        Aim aim,
        @Nullable Plan plan,
        int at,
        List<LineState> lines,
        int calls,
        ChangeState step,
        int undone,
        boolean isUndoing,
        @Nullable Call claim,
        @Nullable Failure why,
        int faults) {
    WalkState {
        lines = List.copyOf(lines);
    }

    /** What the operation is for. */
    enum Aim {
        CREATE,
        ACT,
        /** A terminate: it has no plan, and removes every line of its resource. */
        REMOVE
    }

    /** How far a change is. */
    record ChangeState(int calls, boolean inDoubt) {
        static final ChangeState NONE = new ChangeState(0, false);
    }

    static WalkState begin(OperationId operation, Aim aim, List<LineState> lines) {
        return new WalkState(operation, aim, null, 0, lines, 0, ChangeState.NONE, 0, aim == Aim.REMOVE, null, null, 0);
    }

    /** The plan with all its lines, as it is committed together with the first claim. */
    WalkState planned(Plan answered) {
        var all = new ArrayList<>(lines);
        for (var step : answered.steps()) {
            if (step instanceof Step.Make make) {
                var key = new Line.Key(operation, make.kind(), make.name());
                all.add(LineState.intended(
                        new Line(
                                key,
                                operation.value() + "/" + make.part(),
                                make.uniqueness(),
                                null,
                                null,
                                null,
                                Map.of(),
                                make.body()),
                        make.part()));
            }
        }
        return new WalkState(operation, aim, answered, at, all, calls, step, undone, isUndoing, claim, why, faults);
    }

    Optional<Step> current() {
        return plan == null || at >= plan.steps().size()
                ? Optional.empty()
                : Optional.of(plan.steps().get(at));
    }

    LineState line(String part) {
        return lines.stream()
                .filter(line -> line.part().equals(part))
                .findFirst()
                .orElseThrow();
    }

    LineState line(Line.Key key) {
        return lines.stream().filter(line -> line.key().equals(key)).findFirst().orElseThrow();
    }

    WalkState with(Line.Key key, UnaryOperator<LineState> next) {
        var all = new ArrayList<>(lines);
        all.replaceAll(line -> line.key().equals(key) ? next.apply(line) : line);
        return new WalkState(operation, aim, plan, at, all, calls, step, undone, isUndoing, claim, why, faults);
    }

    WalkState advanced() {
        return new WalkState(
                operation, aim, plan, at + 1, lines, calls, ChangeState.NONE, undone, isUndoing, claim, why, 0);
    }

    WalkState with(ChangeState next) {
        return new WalkState(operation, aim, plan, at, lines, calls, next, undone, isUndoing, claim, why, faults);
    }

    WalkState claimed(Call call) {
        return new WalkState(operation, aim, plan, at, lines, calls + 1, step, undone, isUndoing, call, why, faults);
    }

    WalkState released() {
        return new WalkState(operation, aim, plan, at, lines, calls, step, undone, isUndoing, null, why, faults);
    }

    WalkState failed(int total) {
        return new WalkState(operation, aim, plan, at, lines, calls, step, undone, isUndoing, claim, why, total);
    }

    WalkState changeUndone() {
        return new WalkState(
                operation, aim, plan, at, lines, calls, ChangeState.NONE, undone + 1, isUndoing, claim, why, 0);
    }

    /** From here on everything goes backwards. Twice is harmless: the first reason stays. */
    WalkState undoing(@Nullable Failure reason) {
        return isUndoing
                ? this
                : new WalkState(operation, aim, plan, at, lines, calls, step, 0, true, claim, reason, 0);
    }
}
