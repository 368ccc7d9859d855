package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Setting;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An executor with what it needs to know of an account. */
public record ExecutorView(
        String name,
        String title,
        Executors.State state,

        @Described("A JSON Schema of an account's settings.")
        Object settings,

        @Described("A JSON Schema of an account's credentials.")
        Object credentials,

        List<ActionKind> actions) {

    public static ExecutorView of(ExecutorStatus executor) {
        return new ExecutorView(
                executor.name(),
                executor.title(),
                executor.state(),
                schema(executor.settings()),
                schema(executor.credentials()),
                executor.actions().stream().sorted().toList());
    }

    /** As a JSON Schema (draft 2020-12), which is also the language of OpenAPI 3.1. */
    private static ObjectNode schema(List<Setting> settings) {
        var json = ApiJson.object().put("type", "object");
        var properties = json.putObject("properties");
        var required = json.putArray("required");
        for (var setting : settings) {
            properties.set(setting.name(), schema(setting));
            if (setting.fallback() == null) {
                required.add(setting.name());
            }
        }
        return json.put("additionalProperties", false);
    }

    private static ObjectNode schema(Setting setting) {
        var json = ApiJson.object();
        switch (setting.type()) {
            case TEXT -> json.put("type", "string");
            case INTEGER -> either(json, "integer").put("pattern", "^-?[0-9]+$");
            case DECIMAL -> either(json, "number").put("pattern", "^-?[0-9]+([.][0-9]+)?$");
            case DURATION -> json.put("type", "string").put("format", "duration");
        }
        json.put("description", setting.description());
        if (setting.fallback() != null) {
            json.put("default", setting.fallback());
        }
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
