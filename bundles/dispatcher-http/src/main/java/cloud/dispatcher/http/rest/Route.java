package cloud.dispatcher.http.rest;

import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.http.json.RecordSchemas;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One method of one address, declared once: what is declared is what is checked before its handler is asked, and what the OpenAPI document
 * tells. It is built up by one thread and only read afterwards.
 */
public final class Route {
    /** The schemas of everything that routes take and answer. */
    static final RecordSchemas SCHEMAS = new RecordSchemas();

    private final String method;
    private final String template;
    private final String name;
    private final String summary;
    private final Handler handler;
    private final List<Response> responses = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<ProblemKind> problems = new ArrayList<>();
    private Access access = Access.TOKEN;
    private ObjectNode query = schema(NoQuery.class);
    private @Nullable ObjectNode body;
    private List<String> consumes = List.of();

    /** Who may ask. */
    public enum Access {
        /** Only with a token. */
        TOKEN,
        /** Everybody. */
        OPEN
    }

    /** Answers one request. */
    public interface Handler {
        /** @throws RuntimeException a {@link RefusedException} or a service's rejection is answered as a problem, all else as an internal error */
        Answer answer(Exchange exchange);
    }

    /**
     * An answer that may come.
     *
     * @param type its media type, null where it has no body
     * @param headers what they mean, by name
     */
    public record Response(
            int status,
            String description,
            @Nullable String type,
            @Nullable ObjectNode schema,
            Map<String, String> headers) {}

    private record NoQuery() {}

    private record ChangeQuery(
            @Described(value = "Why, for the audit; here or in the body.", max = 1_000) @Nullable
            String reason,

            @Described(
                    value = "Judge it on the same path, ask the cloud about it (whether it offers what a launch names,"
                            + " still shows a server that is to be changed, answers with an account's settings and"
                            + " credentials) and store nothing. 502 where the cloud does not answer; where its"
                            + " executor is absent it is not asked.",
                    fallback = "false")
            boolean dryRun) {}

    private Route(String method, String template, String name, String summary, Handler handler) {
        this.method = method;
        this.template = template;
        this.name = name;
        this.summary = summary;
        this.handler = handler;
    }

    private static ObjectNode schema(Type record) {
        return SCHEMAS.resolve(SCHEMAS.of(record));
    }

    /**
     * Reads something.
     *
     * @param template its path, with {@code {names}} for what varies
     * @param name the only one of this name (OpenAPI's operationId)
     */
    public static Route get(String template, String name, String summary, Handler handler) {
        return new Route("GET", template, name, summary, handler);
    }

    /**
     * Changes something: its query may carry {@code reason} and {@code dryRun}.
     *
     * @param body the record that its JSON body is
     */
    public static Route change(
            String method,
            String template,
            String name,
            String summary,
            Class<? extends Record> body,
            Handler handler) {
        var route = new Route(method, template, name, summary, handler)
                .query(ChangeQuery.class)
                .header(
                        KeyHeader.NAME,
                        "Makes a repeated request harmless: 1 to 255 printable characters, one for each intent.")
                .consuming(ApiJson.TYPE)
                .may(ProblemKind.CONFLICT, ProblemKind.KEY_REUSED, ProblemKind.CLOUD, ProblemKind.NOT_FOUND);
        route.body = SCHEMAS.of(body);
        return route;
    }

    /** With these parameters, each a component of the record; a change has its own besides. */
    public Route query(Class<? extends Record> record) {
        var all = schema(record).deepCopy();
        all.withObject("/properties")
                .setAll((ObjectNode) query.path("properties").deepCopy());
        query = all;
        return this;
    }

    /** With a header that it reads. */
    public Route header(String header, String description) {
        headers.put(header, description);
        return this;
    }

    /** With these media types of its body instead of JSON alone. */
    public Route consuming(String... types) {
        consumes = List.of(types);
        return this;
    }

    /** May be answered with JSON. */
    public Route answers(int status, String description, Type record) {
        return answers(status, description, ApiJson.TYPE, SCHEMAS.of(record));
    }

    /** May be answered with a text of some media type. */
    public Route answers(int status, String description, String type) {
        return answers(status, description, type, ApiJson.object().put("type", "string"));
    }

    /** May be answered so, by any media type. */
    public Route answers(int status, String description, @Nullable String type, @Nullable ObjectNode schema) {
        responses.add(new Response(status, description, type, schema, new LinkedHashMap<>()));
        return this;
    }

    /** The answer that was declared last has this header. */
    public Route with(String header, String description) {
        responses.get(responses.size() - 1).headers().put(header, description);
        return this;
    }

    /** May be refused so, beside what can come everywhere. */
    public Route may(ProblemKind... kinds) {
        Collections.addAll(problems, kinds);
        return this;
    }

    /** For everybody. */
    public Route open() {
        access = Access.OPEN;
        return this;
    }

    public String method() {
        return method;
    }

    public String template() {
        return template;
    }

    public Access access() {
        return access;
    }

    String name() {
        return name;
    }

    String summary() {
        return summary;
    }

    Handler handler() {
        return handler;
    }

    /** The schema of the object of all its parameters. */
    public ObjectNode query() {
        return query;
    }

    /** The schema of its body; null where it takes none. */
    @Nullable
    ObjectNode body() {
        return body;
    }

    public List<String> consumes() {
        return consumes;
    }

    /** The media types that it can answer, the preferred first. */
    public List<String> produces() {
        var types = responses.stream()
                .map(Response::type)
                .filter(type -> type != null)
                .distinct()
                .toList();
        return types.isEmpty() ? List.of(ApiJson.TYPE) : types;
    }

    List<Response> responses() {
        return responses;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<ProblemKind> problems() {
        return problems;
    }
}
