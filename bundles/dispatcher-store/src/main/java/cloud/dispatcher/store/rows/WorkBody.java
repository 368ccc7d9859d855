package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Leftover;
import cloud.dispatcher.model.OperationError;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.store.database.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What no query looks at of an operation, as JSON. */
record WorkBody(
        String actor,
        @Nullable String reason,
        @Nullable Instant notBefore,
        Instant deadline,
        int attempts,
        Progress progress,
        @Nullable Wait waiting,
        Map<String, String> result,
        @Nullable OperationError error,
        List<Leftover> leftovers,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Effect reach,
        Map<String, String> memory,
        Map<String, String> settings,
        int faults) {
    /** {@link Waiting} with its id as text. */
    record Wait(
            Waiting.Cause cause,
            Instant since,
            @Nullable Instant until,
            @Nullable String heldBy) {
        static @Nullable Wait of(@Nullable Waiting fact) {
            if (fact == null) {
                return null;
            }
            var holder = fact.heldBy();
            return new Wait(fact.cause(), fact.since(), fact.until(), holder == null ? null : holder.value());
        }

        Waiting fact() {
            return new Waiting(cause, since, until, heldBy == null ? null : new OperationId(heldBy));
        }
    }

    static String write(Work work) {
        var operation = work.operation();
        return Json.write(new WorkBody(
                operation.actor(),
                operation.reason(),
                operation.notBefore(),
                operation.deadline(),
                operation.attempts(),
                operation.progress(),
                Wait.of(operation.waiting()),
                operation.result(),
                operation.error(),
                operation.leftovers(),
                operation.createdAt(),
                operation.startedAt(),
                operation.endedAt(),
                work.reach(),
                work.memory(),
                work.settings(),
                work.faults()));
    }

    static WorkBody of(Row row) throws SQLException {
        return Json.read(WorkBody.class, row.text("body"));
    }
}
