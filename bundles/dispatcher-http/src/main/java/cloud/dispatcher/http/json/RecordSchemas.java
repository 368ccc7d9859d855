package cloud.dispatcher.http.json;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.ServerId;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON Schemas (draft 2020-12, the language of OpenAPI 3.1) of records: their components are the properties, those that may be
 * null or have a fallback need not be there, and no others may. Jackson's annotations mean what they mean to Jackson. Every record is a
 * component of its own, named without {@code View} or {@code Body}. Safe for many threads.
 */
public final class RecordSchemas {
    private static final String PREFIX = "#/components/schemas/";
    private static final TypeFactory TYPES = TypeFactory.defaultInstance();
    private static final Map<Class<?>, String> LEAVES = Map.ofEntries(
            Map.entry(String.class, "{'type':'string'}"),
            Map.entry(AccountId.class, "{'type':'string'}"),
            Map.entry(ServerId.class, "{'type':'string'}"),
            Map.entry(OperationId.class, "{'type':'string'}"),
            Map.entry(Secret.class, "{'type':'string','minLength':1,'writeOnly':true}"),
            Map.entry(byte[].class, "{'type':'string','minLength':1,'contentEncoding':'base64','writeOnly':true}"),
            Map.entry(Instant.class, "{'type':'string','format':'date-time'}"),
            Map.entry(Duration.class, "{'type':'string','format':'duration'}"),
            Map.entry(boolean.class, "{'type':'boolean'}"),
            Map.entry(Boolean.class, "{'type':'boolean'}"),
            Map.entry(int.class, "{'type':'integer'}"),
            Map.entry(Integer.class, "{'type':'integer'}"),
            Map.entry(long.class, "{'type':'integer'}"),
            Map.entry(Long.class, "{'type':'integer'}"),
            Map.entry(double.class, "{'type':'number'}"),
            Map.entry(Double.class, "{'type':'number'}"),
            Map.entry(Object.class, "{'type':'object'}"));

    private final Map<String, ObjectNode> components = new ConcurrentSkipListMap<>();
    private final Map<String, JavaType> types = new ConcurrentHashMap<>();

    /** Every schema that a reference leads to, by name. */
    public Map<String, ObjectNode> components() {
        return components;
    }

    /** The schema of a type, mostly a reference to a component. */
    public ObjectNode of(Type type) {
        return schema(TYPES.constructType(type));
    }

    /** The type of a record with one type parameter. */
    public static Type of(Class<?> generic, Class<?> argument) {
        return TYPES.constructParametricType(generic, argument);
    }

    /** What a reference leads to; anything else as it is. */
    public ObjectNode resolve(ObjectNode schema) {
        var component = components.get(schema.path("$ref").asText().replace(PREFIX, ""));
        return component == null ? schema : component;
    }

    private ObjectNode schema(JavaType type) {
        var raw = type.getRawClass();
        var leaf = LEAVES.get(raw);
        if (leaf != null) {
            return ApiJson.read(leaf.replace('\'', '"'), ObjectNode.class);
        }
        if (raw.isEnum()) {
            var json = ApiJson.object().put("type", "string");
            Arrays.stream(raw.getEnumConstants()).map(ApiJson::tree).forEach(json.putArray("enum")::add);
            return json;
        }
        if (type.isMapLikeType()) {
            return ApiJson.object().put("type", "object").set("additionalProperties", schema(type.getContentType()));
        }
        if (type.isCollectionLikeType()) {
            return ApiJson.object().put("type", "array").set("items", schema(type.getContentType()));
        }
        var name = name(type);
        if (!type.equals(types.computeIfAbsent(name, any -> type))) {
            throw new IllegalStateException(
                    "two types want to be called " + name + ": " + types.get(name) + " and " + type);
        }
        if (!components.containsKey(name)) {
            components.put(name, raw.isRecord() ? object(type) : choice(raw));
        }
        return reference(name);
    }

    private static ObjectNode reference(String name) {
        return ApiJson.object().put("$ref", PREFIX + name);
    }

    private static String name(JavaType type) {
        var name = type.getRawClass().getSimpleName().replaceFirst("(View|Body)$", "");
        return type.containedTypeCount() == 1 ? name(type.containedType(0)) + name : name;
    }

    private ObjectNode object(JavaType type) {
        var json = ApiJson.object().put("type", "object");
        describe(json, type.getRawClass().getAnnotation(Described.class));
        json.putArray("required");
        json.putObject("properties");
        addMembers(json, type);
        if (json.get("required").isEmpty()) {
            json.remove("required");
        }
        return json.put("additionalProperties", false);
    }

    private void addMembers(ObjectNode json, JavaType type) {
        for (var component : type.getRawClass().getRecordComponents()) {
            var member = TYPES.resolveMemberType(component.getGenericType(), type.getBindings());
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addMembers(json, member);
                continue;
            }
            var property = describe(schema(member), component.getAnnotation(Described.class));
            json.withObject("/properties").set(name(component), property);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class) && !property.has("default")) {
                json.withArray("required").add(name(component));
            }
        }
    }

    private static String name(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static ObjectNode describe(ObjectNode json, @Nullable Described described) {
        if (described == null) {
            return json;
        }
        if (described.max() > 0) {
            switch (json.path("type").asText()) {
                case "string" -> json.put("minLength", 1).put("maxLength", described.max());
                case "array" -> json.put("minItems", 1).put("maxItems", described.max());
                default -> json.put("minimum", described.min()).put("maximum", described.max());
            }
        }
        if (described.values().length > 0) {
            var types = json.withObject("/additionalProperties").putArray("type");
            Arrays.stream(described.values()).forEach(types::add);
        }
        if (!described.value().isEmpty()) {
            json.put("description", described.value());
        }
        if (!described.fallback().isEmpty()) {
            json.set("default", literal(json, described.fallback()));
        }
        if (!described.example().isEmpty()) {
            json.putArray("examples").add(literal(json, described.example()));
        }
        return json;
    }

    private static JsonNode literal(ObjectNode schema, String text) {
        return schema.path("type").asText().equals("string") ? ApiJson.tree(text) : ApiJson.read(text, JsonNode.class);
    }

    /** A sealed interface of records that one property tells apart. */
    private ObjectNode choice(Class<?> type) {
        var property = type.getAnnotation(JsonTypeInfo.class).property();
        var json = ApiJson.object();
        var discriminator = ApiJson.object().put("propertyName", property);
        for (var each : type.getAnnotation(JsonSubTypes.class).value()) {
            var names = each.names().length == 0 ? new String[] {each.name()} : each.names();
            var record = schema(TYPES.constructType(each.value()));
            json.withArray("oneOf").add(record);
            var words = resolve(record).withObject("/properties/" + property).putArray("enum");
            for (var name : names) {
                words.add(name);
                discriminator.withObject("/mapping").set(name, record.get("$ref"));
            }
        }
        return json.set("discriminator", discriminator);
    }
}
