package cloud.dispatcher.control.tail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is asked for.
 *
 * @param ids as they were typed: a name, an id, or the end of one
 * @param lines how many of before are shown
 */
record Options(Level level, Map<String, String> ids, int lines, Screen.Look look, End end) {
    private static final int LINES = 50;
    private static final List<String> IDS = List.of("--operation", "--server", "--account");

    /** When the end of the log is reached. */
    enum End {
        WAIT_FOR_MORE,
        QUIT
    }

    /** @throws IllegalArgumentException with what is wrong, for people */
    static Options of(List<String> arguments) {
        var left = arguments.stream().flatMap(Options::split).iterator();
        var level = Level.TRACE;
        var ids = new HashMap<String, String>();
        int lines = -1;
        var look = Screen.Look.PLAIN;
        var end = End.WAIT_FOR_MORE;
        while (left.hasNext()) {
            var option = left.next();
            switch (option) {
                case "--color" -> look = Screen.Look.HIGHLIGHTED;
                case "--no-follow" -> end = End.QUIT;
                default -> {
                    if (!IDS.contains(option)
                            && !List.of("--level", "--lines", "-n").contains(option)) {
                        throw new IllegalArgumentException(
                                "tail does not know " + option
                                        + ". It takes --operation ID, --server NAME, --account NAME, --level WARN, --lines 100, --no-follow.");
                    }
                    if (!left.hasNext()) {
                        throw new IllegalArgumentException(option + " needs a value.");
                    }
                    var value = left.next();
                    switch (option) {
                        case "--level" -> level = level(value);
                        case "--lines", "-n" -> lines = lines(value);
                        default -> ids.put(option.substring(2), value);
                    }
                }
            }
        }
        return new Options(
                level, Map.copyOf(ids), lines >= 0 ? lines : ids.isEmpty() ? LINES : Integer.MAX_VALUE, look, end);
    }

    /** {@code --level=WARN} is the same as {@code --level WARN}. */
    private static Stream<String> split(String argument) {
        return argument.startsWith("--") ? Stream.of(argument.split("=", 2)) : Stream.of(argument);
    }

    private static Level level(String word) {
        try {
            return Level.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--level is one of TRACE, DEBUG, INFO, WARN, ERROR.", e);
        }
    }

    private static int lines(String number) {
        if (!number.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("--lines is a number of lines.");
        }
        return Integer.parseInt(number);
    }
}
