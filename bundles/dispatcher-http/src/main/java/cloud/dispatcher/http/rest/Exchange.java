package cloud.dispatcher.http.rest;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.IdempotencyKey;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.rest.Problem.ProblemView;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request, checked against what its route declares.
 *
 * @param path as it was sent
 * @param names what the template's names stand for
 * @param query its parameters by name, with the defaults of those that were left out
 * @param sent its parameters as they were sent, without {@code dryRun}
 * @param accepted the media type of the answer
 * @param body an empty object where none was sent
 * @param actor who asks; empty on an open route
 * @param headers reads a header, null where it is not there
 * @param problems tells a refusal as the answer to this request does
 */
public record Exchange(
        String method,
        String path,
        Map<String, String> names,
        ObjectNode query,
        Map<String, List<String>> sent,
        String accepted,
        JsonNode body,
        String actor,
        Function<String, @Nullable String> headers,
        Function<RejectedException, ProblemView> problems) {

    private record Request(Map<String, List<String>> query, JsonNode body) {}

    /** What a name of the template stands for. */
    public String name(String name) {
        var value = names.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    public @Nullable String header(String name) {
        return headers.apply(name);
    }

    /** The parameters as the record that the route declares. */
    public <T extends Record> T query(Class<T> type) {
        return ApiJson.read(query, type);
    }

    /** The body as the record that the route declares. */
    public <T extends Record> T body(Class<T> type) {
        return ApiJson.read(body, type);
    }

    /** A refusal of a part of this request, as it is told in the answer. */
    public ProblemView problem(RejectedException refusal) {
        return problems.apply(refusal);
    }

    /** Whether nothing is to be stored. */
    public boolean isDryRun() {
        return query.path("dryRun").booleanValue();
    }

    /** Who asks for this change, why, and under which key; or only for a dry run of it, which keeps no key. */
    public Asked asked() {
        var asked = new Asked(actor, reason(), key());
        return isDryRun() ? asked.trial() : asked;
    }

    private @Nullable String reason() {
        var inQuery = query.path("reason").textValue();
        var inBody = body.path("reason").textValue();
        if (inQuery != null && inBody != null) {
            throw RefusedException.parameter("reason", "Give the reason in the query or in the body, not in both.");
        }
        return inQuery == null ? inBody : inQuery;
    }

    private @Nullable IdempotencyKey key() {
        var key = KeyHeader.parse(header(KeyHeader.NAME));
        return key == null
                ? null
                : new IdempotencyKey(
                        actor + " " + method + " " + path,
                        key,
                        ApiJson.canonical(ApiJson.tree(new Request(sent, body))));
    }
}
