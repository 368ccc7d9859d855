package cloud.dispatcher.control.tail;

import java.util.Optional;
import java.util.regex.Pattern;

/** The first line of an entry, as {@code etc/org.ops4j.pax.logging.cfg} lays it out: time, level, what happened, a bar, and the likes of {@code server=…}. */
record Head(String line, Level level, int levelAt) {
    private static final Pattern BEGINNING =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\S+ +(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\b.*");

    /** Of ECMA-48's SGR. */
    private static final String DIM = "2";

    /** Empty for a line that goes on with an entry, such as one of a stack trace. */
    static Optional<Head> of(String line) {
        var matcher = BEGINNING.matcher(line);
        return matcher.matches()
                ? Optional.of(new Head(line, Level.valueOf(matcher.group(1)), matcher.start(1)))
                : Optional.empty();
    }

    /** Whether the entry carries such an id, whole or by its end. */
    boolean carries(String key, String id) {
        return Pattern.compile(" " + key + "=\\S*" + Pattern.quote(id) + "(?= |$)")
                .matcher(line)
                .find();
    }

    /** The line for a terminal: its level stands out, and what it is about recedes. */
    String highlighted() {
        int levelEnd = levelAt + level.name().length();
        int bar = line.lastIndexOf(" | ");
        int about = bar < levelEnd ? line.length() : bar;
        return line.substring(0, levelAt)
                + look(level.look(), level.name())
                + line.substring(levelEnd, about)
                + look(DIM, line.substring(about));
    }

    private static String look(String parameters, String text) {
        return parameters.isEmpty() || text.isEmpty() ? text : "\u001b[" + parameters + "m" + text + "\u001b[m";
    }
}
