package cloud.dispatcher.store.rows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON columns. They hold no ids of our own types and no secrets, so plain records are enough. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // A later version may have written more.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            // Its message might show what it was given.
            throw new IllegalStateException("a " + value.getClass().getSimpleName() + " cannot be written as JSON");
        }
    }

    static <T> T read(Class<T> type, String text) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored body is not as this version writes it: "
                    + e.getClass().getSimpleName());
        }
    }

    static Map<String, String> map(String text) {
        return read(Strings.class, text);
    }

    static List<String> list(String text) {
        return List.of(read(String[].class, text));
    }

    /** Tells Jackson what is in the map. */
    private static final class Strings extends TreeMap<String, String> {
        @Serial
        private static final long serialVersionUID = 1;
    }
}
