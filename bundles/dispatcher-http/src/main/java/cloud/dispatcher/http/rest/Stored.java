package cloud.dispatcher.http.rest;

import java.util.HashMap;

/** An answer as text, to be kept with an idempotency key and given again, byte for byte. */
public final class Stored {
    private Stored() {}

    public static String text(Answer.Whole answer) {
        var json = Json.object().put("status", answer.status());
        var headers = json.putObject("headers");
        answer.headers().forEach(headers::put);
        return json.put("type", answer.type()).put("body", answer.body()).toString();
    }

    public static Answer.Whole answer(String text) {
        var json = Json.own(text);
        var headers = new HashMap<String, String>();
        json.get("headers")
                .fields()
                .forEachRemaining(
                        each -> headers.put(each.getKey(), each.getValue().asText()));
        return new Answer.Whole(
                json.get("status").asInt(),
                headers,
                json.get("type").textValue(),
                json.get("body").asText());
    }
}
