package cloud.dispatcher.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stands in the log for an exception whose message, or whose causes', had something that must not be read there. */
final class Scrubbed extends Throwable {
    private static final long serialVersionUID = 1;

    private Scrubbed(String text, @Nullable Throwable cause, StackTraceElement[] stack) {
        super(text, cause, true, true);
        setStackTrace(stack);
    }

    /** The same exception where nothing has to change. */
    static Throwable of(Throwable thrown, UnaryOperator<String> clean) {
        return isClean(thrown, clean, newSet()) ? thrown : copy(thrown, clean, newSet());
    }

    private static boolean isClean(@Nullable Throwable thrown, UnaryOperator<String> clean, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return true;
        }
        var text = thrown.toString();
        return clean.apply(text).equals(text)
                && isClean(thrown.getCause(), clean, seen)
                && Stream.of(thrown.getSuppressed()).allMatch(suppressed -> isClean(suppressed, clean, seen));
    }

    /** What leads back to itself is left out the second time. */
    private static Scrubbed copy(Throwable thrown, UnaryOperator<String> clean, Set<Throwable> seen) {
        seen.add(thrown);
        var cause = thrown.getCause();
        var copy = new Scrubbed(
                clean.apply(thrown.toString()),
                cause == null || seen.contains(cause) ? null : copy(cause, clean, seen),
                thrown.getStackTrace());
        for (var suppressed : thrown.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                copy.addSuppressed(copy(suppressed, clean, seen));
            }
        }
        return copy;
    }

    private static Set<Throwable> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
