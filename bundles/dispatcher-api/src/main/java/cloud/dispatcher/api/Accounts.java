package cloud.dispatcher.api;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps the accounts. Credentials go in and never come out.
 *
 * <p>A trial ({@link Asked#isTrial()}) is judged as a change is and stores nothing; moreover the cloud is asked whether it answers with the
 * settings and credentials that the account would have, and where it does not, the trial is rejected with CLOUD in the cloud's words.
 */
@ProviderType
public interface Accounts {

    /** @throws RejectedException INVALID with the bad fields, CONFLICT for a name that is taken, STOPPED */
    Reply<Account> create(AccountDraft draft, Asked asked, Function<Account, String> render);

    /** @throws RejectedException NOT_FOUND */
    Account find(AccountId id);

    /** By name, which is unique. */
    Optional<Account> named(String name);

    /** All of them, by name. */
    List<Account> list();

    /**
     * @throws RejectedException NOT_FOUND, CHANGED, INVALID, STOPPED; CONFLICT for a setting that must not change while the account has servers or
     *     open operations
     */
    Reply<Account> patch(AccountId id, AccountPatch patch, Asked asked, Function<Account, String> render);

    /**
     * @param ifVersion the version that the asker saw, or null for any
     * @throws RejectedException NOT_FOUND, CHANGED, STOPPED; CONFLICT while servers of ours, operations or leftovers are in it
     */
    Reply<Account> delete(AccountId id, @Nullable Long ifVersion, Asked asked, Function<Account, String> render);

    /** Asks the cloud. @throws RejectedException NOT_FOUND, STOPPED, CLOUD with the cloud's words */
    Offer catalog(AccountId id);

    /** What an account's cloud offers. */
    record Offer(Catalog catalog, Set<ActionKind> actions, Instant observedAt) {
        public Offer {
            actions = Set.copyOf(actions);
        }
    }
}
