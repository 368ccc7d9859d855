package cloud.dispatcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.support.table.ShellTable;

/** Rows under headers: for people as Karaf's tables, cut to the width of their terminal; for programs as values between tabs (Karaf would pad them). */
public final class Table {
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final String empty;

    private Table(String empty) {
        this.empty = empty;
    }

    /** A table that says {@code empty} where it has no rows. */
    public static Table of(String empty) {
        return new Table(empty);
    }

    /** A column that is always whole. */
    public Table whole(String header) {
        return column(header, Column.Give.NOTHING);
    }

    /** A column whose values may be cut. */
    public Table cut(String header) {
        return column(header, Column.Give.CUT);
    }

    /** A column that is left out where it has no room; the rightmost first. */
    public Table spare(String header) {
        return column(header, Column.Give.LEFT_OUT);
    }

    /** A column whose values may be cut, and which is left out where that is not enough. */
    public Table spareText(String header) {
        return column(header, Column.Give.CUT_OR_LEFT_OUT);
    }

    /** A column whose values may go on in the lines below. */
    public Table wrapped(String header) {
        return column(header, Column.Give.WRAPPED);
    }

    private Table column(String header, Column.Give give) {
        columns.add(new Column(header, give));
        return this;
    }

    /** One value for each column. */
    public void row(Object... values) {
        rows.add(Arrays.stream(values)
                .map(value -> Words.oneLine(value.toString()))
                .toList());
    }

    /** Prints it for programs. */
    void printValues() {
        rows.forEach(row -> System.out.println(String.join("\t", row)));
    }

    /**
     * Prints it for people.
     *
     * @param width of their terminal; 0 for no limit
     */
    void print(int width) {
        var table = new ShellTable().emptyTableText(empty);
        var fit = Fit.of(columns, rows, width);
        fit.shown().forEach(column -> table.column(column.header()));
        if (columns.stream().allMatch(column -> column.header().isEmpty())) {
            table.noHeaders();
        }
        rows.stream()
                .flatMap(row -> fit.lines(row).stream())
                .forEach(line -> table.addRow().addContent(new ArrayList<Object>(line)));
        table.print(System.out, UTF_8, true);
    }
}
