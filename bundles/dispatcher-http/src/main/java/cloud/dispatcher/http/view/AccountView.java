package cloud.dispatcher.http.view;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import java.time.Instant;
import java.util.Map;

/** An account, never with its credentials. */
public record AccountView(
        AccountId id, String name, String executor, Map<String, String> settings, Instant createdAt, long version) {

    /** An account that is not stored: what a dry run shows. */
    public record AccountPreview(String name, String executor, Map<String, String> settings) {
        static AccountPreview of(Account account) {
            return new AccountPreview(account.name(), account.executor(), account.settings());
        }
    }

    public static AccountView of(Account account) {
        return new AccountView(
                account.id(),
                account.name(),
                account.executor(),
                account.settings(),
                account.createdAt(),
                account.version());
    }
}
