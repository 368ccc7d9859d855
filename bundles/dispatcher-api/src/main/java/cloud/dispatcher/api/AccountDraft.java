package cloud.dispatcher.api;

import cloud.dispatcher.model.Secret;
import java.util.Map;

/** An account to be. */
public record AccountDraft(
        String name, String executor, Map<String, String> settings, Map<String, Secret> credentials) {
    public AccountDraft {
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }
}
