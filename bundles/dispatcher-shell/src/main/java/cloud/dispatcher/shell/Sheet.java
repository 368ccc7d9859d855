package cloud.dispatcher.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing as a table of two columns. What is null or empty is left out. */
public final class Sheet {
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

    public Table table() {
        var table = Table.of("").whole("").wrapped("");
        lines.forEach(table::row);
        return table;
    }
}
