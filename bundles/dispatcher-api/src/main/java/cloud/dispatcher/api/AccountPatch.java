package cloud.dispatcher.api;

import cloud.dispatcher.model.Secret;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account (JSON Merge Patch, RFC 7396): a name that is null stays; a setting or credential that is empty is taken away.
 *
 * @param ifVersion the version that the asker saw, or null for any
 */
public record AccountPatch(
        @Nullable String name,
        Map<String, Optional<String>> settings,
        Map<String, Optional<Secret>> credentials,
        @Nullable Long ifVersion) {
    public AccountPatch {
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }
}
