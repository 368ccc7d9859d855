package cloud.dispatcher.shell;

import cloud.dispatcher.model.Text;
import cloud.dispatcher.shell.Column.Overflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How things of one type are shown in rows: for people fitted to the width of their terminal, for programs as values between tabs. */
public final class Table<T> {
    private final String empty;
    private final List<Column> columns = new ArrayList<>();
    private final List<Function<T, ?>> values = new ArrayList<>();
    private @Nullable String noun;
    private @Nullable Function<T, ?> group;

    private Table(String empty) {
        this.empty = empty;
    }

    /** A table that says {@code empty} where it has no rows. */
    public static <T> Table<T> of(String empty) {
        return new Table<>(empty);
    }

    /** A column that is always whole. */
    public Table<T> whole(String header, Function<T, ?> value) {
        return column(header, Overflow.NONE, value);
    }

    /** A column of ids, which may be shortened. */
    public Table<T> id(String header, Function<T, ?> value) {
        return column(header, Overflow.SHORT_ID, value);
    }

    /** A column of names, which may be cut in their middle. */
    public Table<T> name(String header, Function<T, ?> value) {
        return column(header, Overflow.CUT_MIDDLE, value);
    }

    /** A column of texts, which may be cut at their end. */
    public Table<T> text(String header, Function<T, ?> value) {
        return column(header, Overflow.CUT_END, value);
    }

    /** A column that is left out where it has no room; the rightmost first. */
    public Table<T> spare(String header, Function<T, ?> value) {
        return column(header, Overflow.OMIT, value);
    }

    /** A column of texts which may be cut, and which is left out where that is not enough. */
    public Table<T> spareText(String header, Function<T, ?> value) {
        return column(header, Overflow.CUT_OR_OMIT, value);
    }

    /** A column whose values may go on in the lines below. */
    public Table<T> wrapped(String header, Function<T, ?> value) {
        return column(header, Overflow.WRAP, value);
    }

    /**
     * Counts the rows in a last line, for people.
     *
     * @param group what they are counted by besides; null for nothing
     */
    public Table<T> total(String noun, @Nullable Function<T, ?> group) {
        this.noun = noun;
        this.group = group;
        return this;
    }

    private Table<T> column(String header, Overflow overflow, Function<T, ?> value) {
        columns.add(new Column(header, overflow));
        values.add(value);
        return this;
    }

    /** Prints values between tabs, for programs. */
    void printValues(List<T> items) {
        items.forEach(item -> System.out.println(String.join("\t", row(item))));
    }

    /**
     * Prints for people.
     *
     * @param width of their terminal; 0 for no limit
     */
    void print(List<T> items, int width) {
        var rows = items.stream().map(this::row).toList();
        var layout = TableLayout.of(columns, rows, width);
        if (!columns.stream().allMatch(column -> column.header().isEmpty())) {
            layout.head().forEach(System.out::println);
        }
        rows.stream().flatMap(row -> layout.lines(row).stream()).forEach(System.out::println);
        if (items.isEmpty()) {
            System.out.println(empty);
        } else if (noun != null) {
            System.out.println(total(items));
        }
    }

    private List<String> row(T item) {
        return values.stream()
                .map(value -> Text.oneLine(DisplayText.orEmpty(value.apply(item))))
                .toList();
    }

    private String total(List<T> items) {
        var count = String.format(Locale.ROOT, "%,d %s%s", items.size(), noun, items.size() == 1 ? "" : "s");
        var by = group;
        if (by == null) {
            return count;
        }
        var groups = items.stream()
                .collect(Collectors.groupingBy(
                        item -> String.valueOf(by.apply(item)), TreeMap::new, Collectors.counting()));
        return groups.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
                .collect(Collectors.joining(", ", count + ": ", ""));
    }
}
