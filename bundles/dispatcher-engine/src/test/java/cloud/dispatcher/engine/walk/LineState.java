package cloud.dispatcher.engine.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one line of the ledger.
 *
 * @param part its name in the plan
 * @param calls create calls that may have had an effect; 0: nothing of it can exist
 * @param inDoubt whether a create whose effect is not known may still arrive: {@link Times#isSettled} tells when it cannot
 * @param exists whether the last create was answered "there is one already"
 * @param removeAnswered whether the cloud has taken our removal
 * @param doubles the cloud ids of others that answer to it
 */
record LineState(
        Line line,
        String part,
        Standing standing,
        int calls,
        boolean inDoubt,
        boolean exists,
        boolean removeAnswered,
        List<String> doubles) {
    LineState {
        doubles = List.copyOf(doubles);
    }

    /** What is known of the thing. */
    enum Standing {
        /** It may be made. */
        INTENDED,
        /** The cloud has shown it. */
        PRESENT,
        /** It must not exist: what turns up is removed. */
        UNWANTED,
        /** More than one answers to it; none is touched. */
        DOUBLED,
        /** It does not exist, and nothing can make it appear any more. */
        GONE
    }

    static LineState intended(Line line, String part) {
        return new LineState(line, part, Standing.INTENDED, 0, false, false, false, List.of());
    }

    Line.Key key() {
        return line.key();
    }

    /** What of the answer may be this line's: by its id where it is known. Things that have ended are no candidates. */
    List<Observation> living(List<Observation> shown) {
        var byId = new HashMap<String, Observation>();
        shown.stream().filter(Observation::lives).forEach(o -> byId.put(o.cloudId(), o));
        return new ArrayList<>(byId.values());
    }

    /** An id alone is not identity: numbers and names are used again. */
    boolean fits(Observation shown) {
        return line.bornAs() == null || line.bornAs().equals(shown.bornAs());
    }

    LineState seen(Observation shown) {
        var next = new Line(
                line.key(),
                line.token(),
                line.uniqueness(),
                shown.cloudId(),
                shown.bornAs(),
                null,
                line.uses(),
                line.body());
        return new LineState(next, part, Standing.PRESENT, calls, inDoubt, false, removeAnswered, doubles);
    }

    LineState withTicket(@Nullable String ticket) {
        return withLine(new Line(
                line.key(),
                line.token(),
                line.uniqueness(),
                line.cloudId(),
                line.bornAs(),
                ticket,
                line.uses(),
                line.body()));
    }

    /** It is looked for by its name from here on. */
    LineState forgotten() {
        var next = new Line(
                line.key(), line.token(), line.uniqueness(), null, line.bornAs(), null, line.uses(), line.body());
        return new LineState(next, part, Standing.INTENDED, calls, inDoubt, exists, removeAnswered, doubles);
    }

    LineState withUses(Map<String, String> uses) {
        return withLine(new Line(
                line.key(),
                line.token(),
                line.uniqueness(),
                line.cloudId(),
                line.bornAs(),
                line.ticket(),
                uses,
                line.body()));
    }

    private LineState withLine(Line next) {
        return new LineState(next, part, standing, calls, inDoubt, exists, removeAnswered, doubles);
    }

    LineState is(Standing next) {
        return new LineState(line, part, next, calls, inDoubt, exists, removeAnswered, doubles);
    }

    LineState called(int difference) {
        return new LineState(line, part, standing, calls + difference, inDoubt, false, removeAnswered, doubles);
    }

    LineState doubtful(boolean answeredExists) {
        return new LineState(line, part, standing, calls, true, answeredExists, removeAnswered, doubles);
    }

    LineState removeTaken() {
        return new LineState(line, part, standing, calls, inDoubt, exists, true, doubles);
    }

    LineState doubled(List<String> ids) {
        return new LineState(line, part, Standing.DOUBLED, calls, inDoubt, exists, removeAnswered, ids);
    }
}
