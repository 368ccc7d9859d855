package cloud.dispatcher.http.rest;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.IdempotencyKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request, checked as far as HTTP goes.
 *
 * @param path as it was sent
 * @param names what the template's names stand for
 * @param accepted the media type of the answer
 * @param body an empty object where none was sent
 * @param actor who asks; empty on an open route
 * @param headers reads a header, null where it is not there
 */
public record Exchange(
        String method,
        String path,
        Map<String, String> names,
        Query query,
        String accepted,
        JsonNode body,
        String actor,
        Function<String, @Nullable String> headers) {
    private static final int LONGEST_REASON = 1_000;

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

    /** The body, to be read strictly; its reason is read by {@link #asked}. */
    public Fields fields() {
        var fields = Fields.of(body);
        fields.optional("reason", LONGEST_REASON);
        return fields;
    }

    /** Whether it is only to be tried. */
    public boolean isDryRun() {
        return query.flag("dryRun");
    }

    /** Who asks for this change, why, and under which key; or only for a trial of it, which keeps no key. */
    public Asked asked() {
        var asked = new Asked(actor, reason(), key());
        return isDryRun() ? asked.trial() : asked;
    }

    private @Nullable String reason() {
        var inQuery = query.one("reason");
        var inBody = body.path("reason").textValue();
        if (inQuery != null && inBody != null) {
            throw RefusedException.parameter("reason", "Give the reason in the query or in the body, not in both.");
        }
        if (inQuery != null && inQuery.length() > LONGEST_REASON) {
            throw RefusedException.parameter(
                    "reason", "This must not be longer than " + LONGEST_REASON + " characters.");
        }
        return inQuery == null ? inBody : inQuery;
    }

    private @Nullable IdempotencyKey key() {
        var key = KeyHeader.parse(header(KeyHeader.NAME));
        if (key == null) {
            return null;
        }
        ObjectNode request = Json.object();
        var parameters = request.putObject("query");
        query.without("dryRun").forEach((name, values) -> values.forEach(parameters.withArray(name)::add));
        request.set("body", body);
        return new IdempotencyKey(actor + " " + method + " " + path, key, Json.canonical(request));
    }
}
