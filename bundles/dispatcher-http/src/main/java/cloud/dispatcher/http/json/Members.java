package cloud.dispatcher.http.json;

import cloud.dispatcher.http.rest.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Members that are left out where there is nothing to say. */
final class Members {
    private Members() {}

    static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value instanceof Instant at) {
            json.put(name, Json.time(at));
        } else if (value != null) {
            json.put(name, value.toString());
        }
    }

    static void put(ObjectNode json, String name, Map<String, String> texts) {
        var object = json.putObject(name);
        new TreeMap<>(texts).forEach(object::put);
    }
}
