package cloud.dispatcher.shell;

import cloud.dispatcher.shell.Column.Overflow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Fits the columns of a table into the width of a terminal: shortens ids, leaves columns out from the right, and cuts the widest. */
final class TableLayout {
    static final String BETWEEN = " │ ";

    /** So many columns of a value are still worth showing. */
    private static final int LEAST = 8;

    private static final int LEAST_WRAPPED = 20;

    private final List<Slot> slots;

    private TableLayout(List<Slot> slots) {
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

        boolean isOptional() {
            return column.overflow() == Overflow.OMIT || column.overflow() == Overflow.CUT_OR_OMIT;
        }

        int least() {
            return switch (column.overflow()) {
                case NONE, OMIT -> width;
                case SHORT_ID -> Math.min(width, ScreenText.SHORT_ID);
                case CUT_MIDDLE, CUT_END, CUT_OR_OMIT ->
                    Math.min(width, Math.max(LEAST, ScreenText.width(column.header())));
                case WRAP -> Math.min(width, LEAST_WRAPPED);
            };
        }
    }

    /** @param width 0 for no limit */
    static TableLayout of(List<Column> columns, List<List<String>> rows, int width) {
        var slots = new ArrayList<Slot>();
        for (int i = 0; i < columns.size(); i++) {
            slots.add(new Slot(i, columns.get(i), natural(columns.get(i), rows, i)));
        }
        if (width > 0 && !rows.isEmpty()) {
            shortenIds(slots, width);
            leaveOut(slots, width);
            cut(slots, width);
        }
        return new TableLayout(slots);
    }

    private static int natural(Column column, List<List<String>> rows, int index) {
        return rows.stream()
                .mapToInt(row -> ScreenText.width(row.get(index)))
                .reduce(ScreenText.width(column.header()), Math::max);
    }

    private static int between(List<Slot> slots) {
        return BETWEEN.length() * (slots.size() - 1);
    }

    private static void shortenIds(List<Slot> slots, int width) {
        if (slots.stream().mapToInt(slot -> slot.width).sum() + between(slots) > width) {
            slots.stream()
                    .filter(slot -> slot.column.overflow() == Overflow.SHORT_ID)
                    .forEach(slot -> slot.width = slot.least());
        }
    }

    private static void leaveOut(List<Slot> slots, int width) {
        for (int i = slots.size() - 1; i >= 0; i--) {
            var least = slots.stream().mapToInt(Slot::least).sum() + between(slots);
            if (least > width && slots.get(i).isOptional()) {
                slots.remove(i);
            }
        }
    }

    private static void cut(List<Slot> slots, int width) {
        var over = slots.stream().mapToInt(slot -> slot.width).sum() + between(slots) - width;
        var least = slots.stream().mapToInt(Slot::least).toArray();
        for (; over > 0; over--) {
            var widest = IntStream.range(0, slots.size())
                    .filter(i -> slots.get(i).width > least[i])
                    .boxed()
                    .max(Comparator.comparingInt(i -> slots.get(i).width));
            if (widest.isEmpty()) {
                return; // so narrow that lines wrap: still better than ids that cannot be copied
            }
            slots.get(widest.get()).width--;
        }
    }

    /** The headers, and the line below them. */
    List<String> head() {
        var headers = slots.stream().map(slot -> slot.column.header()).toList();
        var line = slots.stream().map(slot -> "─".repeat(slot.width)).toList();
        return List.of(joined(headers), String.join("─┼─", line));
    }

    /** The lines that a row takes. */
    List<String> lines(List<String> row) {
        var texts =
                slots.stream().map(slot -> pieces(slot, row.get(slot.index))).toList();
        var height = texts.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(line -> joined(texts.stream()
                        .map(pieces -> line < pieces.size() ? pieces.get(line) : "")
                        .toList()))
                .toList();
    }

    private String joined(List<String> texts) {
        var line = new ArrayList<String>();
        for (int i = 0; i < slots.size(); i++) {
            line.add(ScreenText.pad(texts.get(i), slots.get(i).width));
        }
        return String.join(BETWEEN, line).stripTrailing();
    }

    private static List<String> pieces(Slot slot, String text) {
        return switch (slot.column.overflow()) {
            case WRAP -> wrapped(text, slot.width);
            case SHORT_ID -> List.of(ScreenText.columns(text, 0, slot.width));
            case CUT_MIDDLE -> List.of(ScreenText.cutMiddle(text, slot.width));
            case NONE, CUT_END, OMIT, CUT_OR_OMIT -> List.of(ScreenText.cut(text, slot.width));
        };
    }

    /** Between words where there are any. */
    private static List<String> wrapped(String text, int width) {
        var pieces = new ArrayList<String>();
        var rest = text;
        while (ScreenText.width(rest) > width) {
            int fits = Math.max(1, ScreenText.columns(rest, 0, width).length());
            int space = rest.lastIndexOf(' ', fits);
            int end = space > 0 ? space : fits;
            pieces.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        pieces.add(rest);
        return pieces;
    }
}
