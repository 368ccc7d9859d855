package cloud.dispatcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.table.ShellTable;

/** Rows under headers: for people as Karaf's tables, for programs as values between tabs (Karaf would pad them). */
public final class Table {
    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();
    private final String empty;

    private Table(String empty, List<String> headers) {
        this.empty = empty;
        this.headers = headers;
    }

    /** A table that says {@code empty} where it has no rows. */
    public static Table of(String empty, String... headers) {
        return new Table(empty, List.of(headers));
    }

    /** One value for each header. */
    public void row(Object... values) {
        rows.add(Arrays.stream(values).map(Object::toString).toList());
    }

    /** Prints it for programs. */
    void printValues() {
        for (var row : rows) {
            System.out.println(row.stream().map(Table::oneLine).collect(Collectors.joining("\t")));
        }
    }

    /** Prints it for people. */
    void print() {
        var table = new ShellTable().emptyTableText(empty);
        headers.forEach(table::column);
        if (headers.stream().allMatch(String::isEmpty)) {
            table.noHeaders();
        }
        rows.forEach(row -> table.addRow().addContent(new ArrayList<Object>(row)));
        table.print(System.out, UTF_8, true);
    }

    private static String oneLine(String value) {
        return value.replaceAll("\\s+", " ");
    }
}
