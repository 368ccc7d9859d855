package cloud.dispatcher.http;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.AccountPatch;
import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.model.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Accounts in memory. */
public final class FakeAccounts implements Accounts {
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    final Map<AccountId, Map<String, Secret>> credentials = new HashMap<>();
    private final FakeKeys keys;
    private int made;

    /** Why every change is refused. */
    RejectedException refusal;

    Asked lastAsked;

    public FakeAccounts(FakeKeys keys) {
        this.keys = keys;
    }

    public Account has(String name) {
        return create(new AccountDraft(name, "simulator", Map.of(), Map.of()), Asked.by("test"), any -> "")
                .value();
    }

    private void change(Asked asked) {
        lastAsked = asked;
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public Reply<Account> create(AccountDraft draft, Asked asked, Function<Account, String> render) {
        return keys.once(
                asked,
                () -> {
                    change(asked);
                    if (!draft.executor().equals("simulator")) {
                        throw new RejectedException(
                                Refusal.INVALID,
                                "There is no executor of this name.",
                                List.of(new FieldError("/executor", "There is no executor of this name.")));
                    }
                    if (named(draft.name()).isPresent()) {
                        throw new RejectedException(Refusal.CONFLICT, "The name is taken.");
                    }
                    var id = new AccountId("a-" + ++made);
                    var account = new Account(id, draft.name(), "simulator", draft.settings(), Instant.EPOCH, 1);
                    if (!asked.isTrial()) {
                        accounts.put(id, account);
                        credentials.put(id, draft.credentials());
                    }
                    return account;
                },
                render);
    }

    @Override
    public Account find(AccountId id) {
        return Optional.ofNullable(accounts.get(id))
                .orElseThrow(() -> new RejectedException(Refusal.NOT_FOUND, "There is no such account."));
    }

    @Override
    public Optional<Account> named(String name) {
        return accounts.values().stream()
                .filter(account -> account.name().equals(name))
                .findAny();
    }

    @Override
    public List<Account> list() {
        return List.copyOf(accounts.values());
    }

    @Override
    public Reply<Account> patch(AccountId id, AccountPatch patch, Asked asked, Function<Account, String> render) {
        return keys.once(
                asked,
                () -> {
                    change(asked);
                    var before = find(id);
                    if (patch.ifVersion() != null && patch.ifVersion() != before.version()) {
                        throw new RejectedException(Refusal.CHANGED, "It was changed meanwhile.");
                    }
                    var settings = new HashMap<>(before.settings());
                    patch.settings()
                            .forEach((name, value) ->
                                    value.ifPresentOrElse(v -> settings.put(name, v), () -> settings.remove(name)));
                    var name = patch.name() == null ? before.name() : patch.name();
                    var after = new Account(id, name, "simulator", settings, before.createdAt(), before.version() + 1);
                    if (!asked.isTrial()) {
                        accounts.put(id, after);
                    }
                    return after;
                },
                render);
    }

    @Override
    public Reply<Account> delete(AccountId id, Long ifVersion, Asked asked, Function<Account, String> render) {
        return keys.once(
                asked,
                () -> {
                    change(asked);
                    var account = find(id);
                    if (ifVersion != null && ifVersion != account.version()) {
                        throw new RejectedException(Refusal.CHANGED, "It was changed meanwhile.");
                    }
                    if (!asked.isTrial()) {
                        accounts.remove(id);
                    }
                    return account;
                },
                render);
    }

    @Override
    public Offer catalog(AccountId id) {
        find(id);
        var small = List.of(new Catalog.Choice("small", "1 CPU"));
        return new Offer(
                new Catalog(small, small, List.of(), List.of(), List.of()),
                Set.of(ActionKind.TERMINATE, ActionKind.LAUNCH),
                Instant.EPOCH);
    }
}
