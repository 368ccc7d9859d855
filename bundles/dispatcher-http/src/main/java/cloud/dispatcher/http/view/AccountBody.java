package cloud.dispatcher.http.view;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.AccountPatch;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be said of an account. */
public final class AccountBody {
    private static final String NAME = "Neither begins with a hyphen nor holds control characters.";

    private AccountBody() {}

    /** An account to be. */
    public record NewAccountBody(
            @Described(value = NAME, max = Described.SHORT, example = "aws-frankfurt")
            String name,

            @Described(value = "See /api/v1/executors.", max = Described.SHORT)
            String executor,

            @Described(values = {"string", "number", "boolean"}) @Nullable
            Map<String, String> settings,

            @Described(
                    value = "Kept encrypted and never shown.",
                    values = {"string", "number", "boolean"})
            @Nullable
            Map<String, Secret> credentials,

            @Described(max = 1_000) @Nullable String reason) {
        public AccountDraft draft() {
            return new AccountDraft(
                    name,
                    executor,
                    settings == null ? Map.of() : settings,
                    credentials == null ? Map.of() : credentials);
        }
    }

    /** A change of an account. */
    @Described("JSON Merge Patch (RFC 7396).")
    public record AccountPatchBody(
            @Described(value = NAME, max = Described.SHORT) @Nullable
            String name,

            @Described(
                    value = "null takes a setting away.",
                    values = {"string", "number", "boolean", "null"})
            @Nullable
            Map<String, @Nullable String> settings,

            @Described(
                    value = "null takes a credential away.",
                    values = {"string", "number", "boolean", "null"})
            @Nullable
            Map<String, @Nullable Secret> credentials,

            @Described(max = 1_000) @Nullable String reason) {
        public AccountPatch patch(@Nullable Long ifVersion) {
            return new AccountPatch(name, optional(settings), optional(credentials), ifVersion);
        }

        private static <T> Map<String, Optional<T>> optional(@Nullable Map<String, @Nullable T> patch) {
            var values = new LinkedHashMap<String, Optional<T>>();
            if (patch != null) {
                patch.forEach((name, value) -> values.put(name, Optional.ofNullable(value)));
            }
            return values;
        }
    }

    /** What any change may say. */
    public record ReasonBody(
            @Described(max = 1_000) @Nullable String reason) {}
}
