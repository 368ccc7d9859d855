package cloud.dispatcher.http.json;

import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.api.Status.Snapshot;
import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.model.Queue;
import cloud.dispatcher.model.Setting;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;

/** The state of the whole and of the executors as JSON. */
public final class StatusJson {
    private StatusJson() {}

    public static ObjectNode of(Snapshot now) {
        var json = Json.object()
                .put("version", now.version())
                .put("uptime", now.uptime().toString())
                .put("dispatcher", now.dispatcher().name());
        Members.put(json, "dispatcherSays", now.dispatcherSays());
        json.put("pinger", now.pinger().name());
        Members.put(json, "pingerSays", now.pingerSays());
        var executors = json.putArray("executors");
        for (var executor : now.executors()) {
            executors
                    .addObject()
                    .put("name", executor.name())
                    .put("title", executor.title())
                    .put("state", executor.state().name());
        }
        json.set("queue", queue(now.queue()));
        json.put("openOutages", now.openOutages());
        Members.put(json, "trouble", now.trouble());
        now.problems().forEach(json.putArray("problems")::add);
        return json.put("node", now.node());
    }

    private static ObjectNode queue(Queue queue) {
        var json = Json.object().put("due", queue.due()).put("running", queue.running());
        var waiting = json.putObject("waiting");
        new TreeMap<>(queue.waiting()).forEach((cause, count) -> waiting.put(cause.name(), count));
        return json;
    }

    public static ObjectNode of(ExecutorStatus executor) {
        var json = Json.object()
                .put("name", executor.name())
                .put("title", executor.title())
                .put("state", executor.state().name());
        json.set("settings", schema(executor.settings()));
        json.set("credentials", schema(executor.credentials()));
        json.set("actions", AccountJson.actions(executor.actions()));
        return json;
    }

    /** As a JSON Schema (draft 2020-12), which is also the language of OpenAPI 3.1. */
    private static ObjectNode schema(List<Setting> settings) {
        var json = Json.object().put("type", "object");
        var properties = json.putObject("properties");
        var required = Json.array();
        for (var setting : settings) {
            properties.set(setting.name(), schema(setting));
            if (setting.fallback() == null) {
                required.add(setting.name());
            }
        }
        json.set("required", required);
        return json.put("additionalProperties", false);
    }

    private static ObjectNode schema(Setting setting) {
        var json = Json.object();
        switch (setting.type()) {
            case TEXT -> json.put("type", "string");
            case INTEGER -> either(json, "integer").put("pattern", "^-?[0-9]+$");
            case DECIMAL -> either(json, "number").put("pattern", "^-?[0-9]+([.][0-9]+)?$");
            case DURATION -> json.put("type", "string").put("format", "duration");
        }
        json.put("description", setting.description());
        Members.put(json, "default", setting.fallback());
        if (!setting.allowed().isEmpty()) {
            setting.allowed().forEach(json.putArray("enum")::add);
        }
        return json.put("x-change", setting.change().name());
    }

    private static ObjectNode either(ObjectNode json, String type) {
        json.putArray("type").add("string").add(type);
        return json;
    }
}
