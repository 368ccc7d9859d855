package cloud.dispatcher.engine.walk;

import java.util.HashSet;
import java.util.List;

/**
 * How one operation is carried out, step by step. It is asked for until its answer is committed and never again: what was planned by one
 * version of an executor is finished, or undone, by another.
 */
public record Plan(List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
        var parts = new HashSet<String>();
        for (var step : steps) {
            if (step instanceof Step.Make make) {
                var anchor = make.uniqueness().anchor();
                if (anchor != null && !parts.contains(anchor)) {
                    throw new IllegalArgumentException(
                            "part " + make.part() + " is anchored by " + anchor + ", which no earlier step makes");
                }
                if (!parts.add(make.part())) {
                    throw new IllegalArgumentException("part " + make.part() + " is made twice");
                }
            }
        }
    }
}
