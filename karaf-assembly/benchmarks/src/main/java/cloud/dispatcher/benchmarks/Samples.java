package cloud.dispatcher.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured of one thing, again and again. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
        values.sort(null);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Of an even number the lower of the two in the middle. */
    double median() {
        return values.get((values.size() - 1) / 2);
    }

    /** {@code median (least–most)}. */
    @Override
    public String toString() {
        return values.isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT, "%.2f (%.2f–%.2f)", median(), values.get(0), values.get(values.size() - 1));
    }
}
