package cloud.dispatcher.control.tail;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes the entries of the log that are asked for, each with all of its lines. An entry begins as {@code etc/org.ops4j.pax.logging.cfg} lays
 * it out: time, level, what happened, a bar, and the likes of {@code server=…}.
 */
final class LogFilter {
    private static final Pattern BEGINNING =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\S+ +(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\b.*");

    /** Of ECMA-48's SGR. */
    private static final String DIM = "2";

    private final Level level;
    private final Map<String, String> ids;
    private final Look look;
    private boolean isTaken;

    /** How much an entry asks for attention, from the least to the most, and how a terminal shows that (ECMA-48, SGR; empty for plain). */
    enum Level {
        TRACE(DIM),
        DEBUG(DIM),
        INFO(""),
        WARN("33"),
        ERROR("1;31"),
        FATAL("1;31");

        private final String style;

        Level(String style) {
            this.style = style;
        }
    }

    /** What the output can show. */
    enum Look {
        PLAIN,
        HIGHLIGHTED
    }

    /**
     * @param level this and everything above
     * @param ids what an entry carries: {@code operation}, {@code server}, {@code account}, each with an id, or its beginning or end
     */
    LogFilter(Level level, Map<String, String> ids, Look look) {
        this.level = level;
        this.ids = Map.copyOf(ids);
        this.look = look;
    }

    /** The next line of the log as it is shown; empty when it is not. */
    Optional<String> shown(String line) {
        var beginning = BEGINNING.matcher(line);
        if (!beginning.matches()) {
            return isTaken ? Optional.of(line) : Optional.empty(); // it goes on with its entry, as a stack trace does
        }
        var own = Level.valueOf(beginning.group(1));
        isTaken = own.compareTo(level) >= 0
                && ids.entrySet().stream().allMatch(id -> carries(line, id.getKey(), id.getValue()));
        if (!isTaken) {
            return Optional.empty();
        }
        return Optional.of(look == Look.PLAIN ? line : highlighted(line, beginning.start(1), own));
    }

    /** By the whole id, by its beginning, or by its end. */
    private static boolean carries(String line, String key, String id) {
        return Pattern.compile(" " + key + "=(\\S+)")
                .matcher(line)
                .results()
                .map(found -> found.group(1))
                .anyMatch(whole -> whole.startsWith(id) || whole.endsWith(id));
    }

    /** The level stands out, and what the entry is about recedes. */
    private static String highlighted(String line, int levelAt, Level level) {
        int levelEnd = levelAt + level.name().length();
        int bar = line.lastIndexOf(" | ");
        int about = bar < levelEnd ? line.length() : bar;
        return line.substring(0, levelAt)
                + styled(level.style, level.name())
                + line.substring(levelEnd, about)
                + styled(DIM, line.substring(about));
    }

    private static String styled(String style, String text) {
        return style.isEmpty() || text.isEmpty() ? text : "\u001b[" + style + "m" + text + "\u001b[m";
    }
}
