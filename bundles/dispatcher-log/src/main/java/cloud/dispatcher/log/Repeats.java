package cloud.dispatcher.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts lines that say the same of the same. Of each the first few pass; those that follow in its window are held back, and told of
 * once when the window is over. Keeps only the lines that were seen last, so that a flood of different ones takes no memory.
 */
final class Repeats {
    /** How often a line may pass in a window, how long a window is, and how many different lines are kept. */
    record Limits(int burst, Duration window, int lines) {}

    /** A line that was held back so many times in a window. */
    record Held(LogEvent event, long times) {}

    /** So much is kept of a text: thousands of lines, each of megabytes, would not fit in memory. */
    private static final int CHARACTERS = 1_000;

    private static final ScrubPolicy CUT = ScrubPolicy.create(CHARACTERS);

    private record Line(
            Level level,
            String logger,
            String text,
            @Nullable String thrown,
            @Nullable Object operation,
            @Nullable Object server,
            @Nullable Object account,
            @Nullable Object from) {
        static Line of(LogEvent event) {
            ReadOnlyStringMap mdc = event.getContextData();
            var thrown = event.getThrown();
            return new Line(
                    event.getLevel(),
                    event.getLoggerName(),
                    told(event.getMessage().getFormattedMessage()),
                    thrown == null ? null : told(thrown.toString()),
                    mdc.getValue("operation"),
                    mdc.getValue("server"),
                    mdc.getValue("account"),
                    mdc.getValue("from"));
        }

        /** Tells a text from others, however long it is, by few characters. */
        private static String told(String text) {
            return text.length() <= CHARACTERS
                    ? text
                    : text.substring(0, CHARACTERS) + " " + text.length() + " " + text.hashCode();
        }
    }

    private static final class Count {
        private final long since;
        private long times;
        private @Nullable LogEvent first;

        Count(long since) {
            this.since = since;
        }
    }

    private final Limits limits;
    private final LinkedHashMap<Line, Count> counts = new LinkedHashMap<>(64, 0.75f, true);

    Repeats(Limits limits) {
        this.limits = limits;
    }

    /** Whether the line is printed now. */
    boolean pass(LogEvent event, long now) {
        var line = Line.of(event); // before the lock, because it may format a long message
        return pass(line, event, now);
    }

    private synchronized boolean pass(Line line, LogEvent event, long now) {
        var count = counts.get(line);
        if (count == null) {
            if (!hasRoom()) {
                return true;
            }
            count = new Count(now);
            counts.put(line, count);
        }
        count.times++;
        if (count.times <= limits.burst()) {
            return true;
        }
        if (count.first == null) {
            count.first = cut(event);
        }
        return false;
    }

    /** The event with nothing that is not told later. Scrubbed before it is cut: half of a secret would not be recognized as one. */
    private static LogEvent cut(LogEvent event) {
        return CUT.rewrite(new Log4jLogEvent.Builder(event.toImmutable())
                .setMessage(new SimpleMessage(event.getMessage().getFormattedMessage()))
                .setThrown(null)
                .build());
    }

    /** What was held back in windows that are over. */
    synchronized List<Held> over(long now) {
        return take(now - limits.window().toNanos());
    }

    /** What was held back, also in windows that are not over. */
    synchronized List<Held> all(long now) {
        return take(now);
    }

    private List<Held> take(long begunBy) {
        var taken = new ArrayList<Held>();
        counts.values().removeIf(count -> {
            if (count.since - begunBy > 0) {
                return false;
            }
            if (count.first != null) {
                taken.add(new Held(count.first, count.times - limits.burst()));
            }
            return true;
        });
        return taken;
    }

    /** The line that was seen longest ago makes room, unless there is something to be told of it. */
    private boolean hasRoom() {
        if (counts.size() < limits.lines()) {
            return true;
        }
        var oldest = counts.values().iterator();
        if (oldest.next().first == null) {
            oldest.remove();
            return true;
        }
        return counts.values().removeIf(count -> count.first == null);
    }
}
