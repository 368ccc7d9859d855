package cloud.dispatcher.control.tail;

import cloud.dispatcher.control.tail.LogFilter.Level;
import cloud.dispatcher.control.tail.LogFilter.Look;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is asked for.
 *
 * @param names of an {@code operation}, {@code server} or {@code account}, as they were typed: a name, an id, or its beginning or end
 * @param lines how many of before are shown
 * @param follows whether it goes on at the end of the log
 */
record TailOptions(Level level, Map<String, String> names, int lines, Look look, boolean follows) {
    private static final int LINES = 50;

    /** @throws IllegalArgumentException with what is wrong, for people */
    static TailOptions of(List<String> arguments) {
        var left = arguments.stream().flatMap(TailOptions::split).iterator();
        var level = Level.TRACE;
        var names = new HashMap<String, String>();
        int lines = -1;
        var look = Look.PLAIN;
        boolean follows = true;
        while (left.hasNext()) {
            var option = left.next();
            switch (option) {
                case "--color" -> look = Look.HIGHLIGHTED;
                case "--no-follow" -> follows = false;
                case "--level", "--lines", "-n", "--operation", "--server", "--account" -> {
                    if (!left.hasNext()) {
                        throw new IllegalArgumentException(option + " needs a value.");
                    }
                    var value = left.next();
                    switch (option) {
                        case "--level" -> level = level(value);
                        case "--lines", "-n" -> lines = lines(value);
                        default -> names.put(option.substring(2), value);
                    }
                }
                default ->
                    throw new IllegalArgumentException("tail does not know " + option + ". It takes --operation ID,"
                            + " --server NAME, --account NAME, --level WARN, --lines 100, --no-follow.");
            }
        }
        int standard = names.isEmpty() ? LINES : Integer.MAX_VALUE; // of one thing the whole story
        return new TailOptions(level, Map.copyOf(names), lines >= 0 ? lines : standard, look, follows);
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
