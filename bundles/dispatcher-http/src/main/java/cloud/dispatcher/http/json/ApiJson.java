package cloud.dispatcher.http.json;

import cloud.dispatcher.api.Servers.OutageFilter;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery.Sort;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies.LowerCaseStrategy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** JSON as the API writes and reads it. Members that are null are left out, maps are sorted, and secrets print as {@code ***}. */
public final class ApiJson {
    public static final String TYPE = "application/json";

    /** RFC 3339 in UTC with milliseconds. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // SchemaCheck refuses them, and names them all
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .defaultPropertyInclusion(Value.construct(Include.NON_NULL, Include.ALWAYS))
            .addModule(new SimpleModule()
                    .addSerializer(AccountId.class, ToStringSerializer.instance)
                    .addSerializer(ServerId.class, ToStringSerializer.instance)
                    .addSerializer(OperationId.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addSerializer(Secret.class, ToStringSerializer.instance)
                    .addSerializer(Instant.class, new Time())
                    .addDeserializer(Secret.class, new StdDelegatingDeserializer<>(new Sealing())))
            .addMixIn(ActionKind.class, LowerCase.class)
            .addMixIn(OutageFilter.class, LowerCase.class)
            .addMixIn(Sort.class, SortWords.class)
            .build();

    private ApiJson() {}

    /** An enum that is written in lower case. */
    @EnumNaming(LowerCaseStrategy.class)
    private interface LowerCase {}

    private enum SortWords {
        @JsonProperty("createdAt")
        OLDEST_FIRST,
        @JsonProperty("-createdAt")
        NEWEST_FIRST,
        @JsonProperty("name")
        NAME,
        @JsonProperty("-name")
        NAME_REVERSED
    }

    private static final class Time extends StdSerializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1;

        Time() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(TIME.format(at));
        }
    }

    private static final class Sealing extends StdConverter<String, Secret> {
        @Override
        public Secret convert(String clear) {
            return new Secret(clear);
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** @throws IOException when it is not one JSON document, or a member stands twice in it */
    public static JsonNode parse(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, indented for people. */
    public static String pretty(Object value) {
        return tree(value).toPrettyString();
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Reads what fits its schema, or was written here. */
    public static <T> T read(JsonNode json, Class<T> type) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            // Its message might show a secret.
            throw new IllegalStateException("JSON that was checked is no " + type.getSimpleName());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same text for the same content, in whatever order its members stand. */
    public static String canonical(JsonNode node) {
        return write(read(node, Object.class));
    }
}
