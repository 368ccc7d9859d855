package cloud.dispatcher.http.json;

import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.model.Page;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** Lists as JSON. */
public final class PageJson {
    private PageJson() {}

    /** {@code {"items": […], "nextCursor": …}}. */
    public static <T> ObjectNode of(Page<T> page, Function<T, JsonNode> item) {
        var json = of(page.items(), item);
        Members.put(json, "nextCursor", page.nextCursor());
        return json;
    }

    /** A list that has no further pages. */
    public static <T> ObjectNode of(List<T> items, Function<T, JsonNode> item) {
        var json = Json.object();
        var list = json.putArray("items");
        items.forEach(each -> list.add(item.apply(each)));
        return json;
    }

    /** One line for each item, each closed by a line feed (NDJSON). */
    public static <T> String lines(Page<T> page, Function<T, JsonNode> item) {
        var lines = new StringBuilder();
        page.items().forEach(each -> lines.append(item.apply(each)).append('\n'));
        return lines.toString();
    }
}
