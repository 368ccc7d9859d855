package cloud.dispatcher.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Fits the columns of a table into the width of a terminal: cuts the widest first, and leaves out from the right what has no room at all. */
final class Fit {
    private static final int BETWEEN = " │ ".length();

    /** So much of a value is still worth showing. */
    private static final int LEAST = 8;

    private static final int LEAST_WRAPPED = 20;

    private final List<Slot> slots;

    private Fit(List<Slot> slots) {
        this.slots = slots;
    }

    /** A column that is shown, and how wide. */
    private static final class Slot {
        final int index;
        final Column column;
        int width;

        Slot(int index, Column column, int width) {
            this.index = index;
            this.column = column;
            this.width = width;
        }

        boolean mayGo() {
            return switch (column.give()) {
                case LEFT_OUT, CUT_OR_LEFT_OUT -> true;
                case NOTHING, CUT, WRAPPED -> false;
            };
        }

        int least() {
            return switch (column.give()) {
                case NOTHING, LEFT_OUT -> width;
                case CUT, CUT_OR_LEFT_OUT ->
                    Math.min(width, Math.max(LEAST, column.header().length()));
                case WRAPPED -> Math.min(width, LEAST_WRAPPED);
            };
        }
    }

    /** @param width 0 for no limit */
    static Fit of(List<Column> columns, List<List<String>> rows, int width) {
        var slots = new ArrayList<Slot>();
        for (int i = 0; i < columns.size(); i++) {
            slots.add(new Slot(i, columns.get(i), natural(columns.get(i), rows, i)));
        }
        if (width > 0 && !rows.isEmpty()) {
            leaveOut(slots, width);
            cut(slots, width);
        }
        return new Fit(slots);
    }

    private static int natural(Column column, List<List<String>> rows, int index) {
        return rows.stream()
                .mapToInt(row -> row.get(index).length())
                .reduce(column.header().length(), Math::max);
    }

    private static void leaveOut(List<Slot> slots, int width) {
        for (int i = slots.size() - 1; i >= 0; i--) {
            var least = slots.stream().mapToInt(Slot::least).sum() + BETWEEN * (slots.size() - 1);
            if (least > width && slots.get(i).mayGo()) {
                slots.remove(i);
            }
        }
    }

    private static void cut(List<Slot> slots, int width) {
        var over = slots.stream().mapToInt(slot -> slot.width).sum() + BETWEEN * (slots.size() - 1) - width;
        var least = slots.stream().mapToInt(Slot::least).toArray();
        for (; over > 0; over--) {
            var widest = IntStream.range(0, slots.size())
                    .filter(i -> slots.get(i).width > least[i])
                    .boxed()
                    .max(Comparator.comparingInt(i -> slots.get(i).width));
            if (widest.isEmpty()) {
                return; // so narrow that lines wrap: still better than ids that nobody can copy
            }
            slots.get(widest.get()).width--;
        }
    }

    List<Column> shown() {
        return slots.stream().map(slot -> slot.column).toList();
    }

    /** The lines that a row takes, with a text for each column that is shown. */
    List<List<String>> lines(List<String> row) {
        var texts =
                slots.stream().map(slot -> pieces(slot, row.get(slot.index))).toList();
        var height = texts.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(line -> texts.stream()
                        .map(pieces -> line < pieces.size() ? pieces.get(line) : "")
                        .toList())
                .toList();
    }

    private static List<String> pieces(Slot slot, String text) {
        if (slot.column.give() == Column.Give.WRAPPED) {
            return wrapped(text, slot.width);
        }
        return List.of(Words.cut(text, slot.width));
    }

    /** Between words where there are any. */
    private static List<String> wrapped(String text, int width) {
        var pieces = new ArrayList<String>();
        var rest = text;
        while (rest.length() > width) {
            var space = rest.lastIndexOf(' ', width);
            var end = space > 0 ? space : width;
            pieces.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        pieces.add(rest);
        return pieces;
    }
}
