package cloud.dispatcher.http.json;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.AccountPatch;
import cloud.dispatcher.http.rest.Fields;
import cloud.dispatcher.model.Secret;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads accounts from requests. What it returns may be used only when {@link Fields#done()} has returned. */
public final class AccountReader {
    private AccountReader() {}

    public static AccountDraft draft(Fields fields) {
        var credentials = new HashMap<String, Secret>();
        fields.texts("credentials").forEach((name, value) -> credentials.put(name, new Secret(value)));
        return new AccountDraft(fields.text("name"), fields.text("executor"), fields.texts("settings"), credentials);
    }

    /** Reads a JSON Merge Patch (RFC 7396). */
    public static AccountPatch patch(Fields fields, @Nullable Long ifVersion) {
        var name = fields.optional("name");
        for (var whole : new String[] {"name", "settings", "credentials"}) {
            if (fields.isNull(whole)) {
                fields.note(whole, "This cannot be taken away as a whole.");
            }
        }
        var credentials = new HashMap<String, Optional<Secret>>();
        optional(fields.patch("credentials")).forEach((key, value) -> credentials.put(key, value.map(Secret::new)));
        return new AccountPatch(name, optional(fields.patch("settings")), credentials, ifVersion);
    }

    private static Map<String, Optional<String>> optional(Map<String, @Nullable String> texts) {
        var values = new LinkedHashMap<String, Optional<String>>();
        texts.forEach((name, value) -> values.put(name, Optional.ofNullable(value)));
        return values;
    }
}
