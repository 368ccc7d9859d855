package cloud.dispatcher.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers who is traced, in memory and nowhere else: nothing is left traced by a container that was killed. Asked for each line of
 * the log: where nothing is traced that costs the look at one field.
 */
final class Traces implements TracesMXBean {
    static final String NAME = "cloud.dispatcher:type=Traces";

    /** Outlives a new configuration, which makes all plugins anew. */
    static final Traces LASTING = new Traces(System::nanoTime);

    private final LongSupplier nanos;
    private volatile List<Trace> traces = List.of();

    private record Trace(String key, String value, long end) {
        boolean is(String otherKey, String otherValue) {
            return key.equals(otherKey) && value.equals(otherValue);
        }
    }

    /** What the line that is about to be logged carries in its MDC. */
    interface Carried {
        @Nullable
        Object value(String key);
    }

    Traces(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean isTraced(Carried carried) {
        var all = traces;
        if (all.isEmpty()) {
            return false;
        }
        long now = nanos.getAsLong();
        boolean isOver = false;
        for (var trace : all) {
            if (trace.end() - now <= 0) {
                isOver = true;
            } else if (trace.value().equals(carried.value(trace.key()))) {
                return true;
            }
        }
        if (isOver) {
            change(list -> list);
        }
        return false;
    }

    @Override
    public void trace(String key, String value, long seconds) {
        long end = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
        change(list -> {
            var next = without(list, key, value);
            next.add(new Trace(key, value, end));
            return next;
        });
    }

    @Override
    public boolean end(String key, String value) {
        boolean was = getTraced().stream().anyMatch(line -> line.startsWith(key + "\t" + value + "\t"));
        change(list -> without(list, key, value));
        return was;
    }

    @Override
    public List<String> getTraced() {
        change(list -> list);
        long now = nanos.getAsLong();
        return traces.stream()
                .map(trace ->
                        trace.key() + "\t" + trace.value() + "\t" + TimeUnit.NANOSECONDS.toSeconds(trace.end() - now))
                .toList();
    }

    /** What is over goes with every change. */
    private synchronized void change(UnaryOperator<List<Trace>> change) {
        long now = nanos.getAsLong();
        traces = change.apply(traces).stream()
                .filter(trace -> trace.end() - now > 0)
                .toList();
    }

    private static List<Trace> without(List<Trace> list, String key, String value) {
        var next = new ArrayList<>(list);
        next.removeIf(trace -> trace.is(key, value));
        return next;
    }
}
