package cloud.dispatcher.control.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Shows lines that change: on a terminal drawn anew in their place, elsewhere each news as a line of its own. */
final class Screen {
    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

    private final PrintStream out;
    private final int columns;
    private final Map<String, Line> block = new LinkedHashMap<>();

    /**
     * One line of a block.
     *
     * @param gist what is news of it: where nothing can be drawn anew, a line of the same gist is not printed again
     */
    record Line(String text, String gist) {}

    /** How a text looks on a terminal (ECMA-48, SGR). */
    enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        CYAN("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** @param columns the width of the terminal; 0 where there is none */
    Screen(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    boolean isTerminal() {
        return columns > 0;
    }

    String styled(Style style, String text) {
        return isTerminal() ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Shows a block of lines by their names; the next call shows them in the same place, until {@link #settle}. */
    void show(Map<String, Line> lines) {
        var changed = new ArrayList<String>();
        if (isTerminal()) {
            if (!block.isEmpty()) {
                changed.add("\u001b[" + block.size() + "A\r");
            }
            lines.values().forEach(line -> changed.add("\u001b[K" + cut(line.text()) + System.lineSeparator()));
        } else {
            lines.forEach((name, line) -> {
                var before = block.get(name);
                if (before == null || !line.gist().equals(before.gist())) {
                    changed.add(line.text() + System.lineSeparator());
                }
            });
        }
        block.clear();
        block.putAll(lines);
        out.print(String.join("", changed));
        out.flush();
    }

    /** What is shown stays as it is. */
    void settle() {
        block.clear();
    }

    /** A line that is wider than the terminal would take two, and the next drawing would begin too low. */
    private String cut(String line) {
        if (STYLE.matcher(line).replaceAll("").length() < columns) {
            return line;
        }
        var plain = STYLE.matcher(line).replaceAll("");
        return plain.substring(0, columns - 1);
    }

    /** The cells of one row, the first of them padded to widths that count no styles. */
    static String row(List<String> cells, List<Integer> widths) {
        var row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            row.append(cell);
            if (i < widths.size()) {
                int width = STYLE.matcher(cell).replaceAll("").length();
                row.append(" ".repeat(Math.max(1, widths.get(i) - width)));
            }
        }
        return row.toString().stripTrailing();
    }
}
