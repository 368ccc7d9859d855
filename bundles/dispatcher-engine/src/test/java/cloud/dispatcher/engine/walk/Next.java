package cloud.dispatcher.engine.walk;

import cloud.dispatcher.model.OperationState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done next for an operation. */
sealed interface Next {

    /** A call is under way. */
    record Wait() implements Next {}

    /** The plan is asked for. */
    record ReadPlan() implements Next {}

    /** The call is claimed and then made. */
    record Claim(Call call) implements Next {}

    /** These lines are looked at, now or when it is time. */
    record Poll(List<Line.Key> lines) implements Next {
        static Poll of(LineState line) {
            return new Poll(List.of(line.key()));
        }
    }

    /** More than one answers to a line: a person decides, until the deadline. */
    record Person(List<String> ids) implements Next {}

    /**
     * It is over.
     *
     * @param watched lines that are looked for further
     * @param leftovers lines that may have left something
     * @param unknown whether the targets have to be refreshed
     */
    record Over(
            OperationState end,
            @Nullable Failure why,
            List<Line.Key> watched,
            List<Line.Key> leftovers,
            boolean unknown)
            implements Next {}
}
