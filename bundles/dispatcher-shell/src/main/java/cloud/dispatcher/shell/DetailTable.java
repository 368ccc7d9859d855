package cloud.dispatcher.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing as a table of two columns. What is null or empty is left out. */
public final class DetailTable {
    private static final Table<Map.Entry<String, String>> TABLE =
            Table.<Map.Entry<String, String>>of("").whole("", Map.Entry::getKey).wrapped("", Map.Entry::getValue);

    private final Map<String, String> lines = new LinkedHashMap<>();

    public void put(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            lines.put(name, value.toString());
        }
    }

    public void putAll(String prefix, Map<String, String> values) {
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> put(prefix + each.getKey(), each.getValue()));
    }

    void print(int width) {
        TABLE.print(List.copyOf(lines.entrySet()), width);
    }

    void printValues() {
        TABLE.printValues(List.copyOf(lines.entrySet()));
    }
}
