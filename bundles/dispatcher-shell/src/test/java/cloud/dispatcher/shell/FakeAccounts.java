package cloud.dispatcher.shell;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.AccountPatch;
import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.model.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Accounts in memory. */
public final class FakeAccounts implements Accounts {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final List<Account> accounts = new ArrayList<>();
    private Map<String, Secret> credentials = Map.of();

    public Account has(String name) {
        var account = new Account(
                new AccountId(UUID.randomUUID().toString()), name, "simulator", Map.of("region", "here"), NOW, 1);
        accounts.add(account);
        return account;
    }

    public Map<String, Secret> credentialsOfTheLast() {
        return credentials;
    }

    @Override
    public Reply<Account> create(AccountDraft draft, Asked asked, Function<Account, String> render) {
        credentials = draft.credentials();
        var account = has(draft.name());
        return new Reply<>(account, render.apply(account));
    }

    @Override
    public Account find(AccountId id) {
        return accounts.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RejectedException(Refusal.NOT_FOUND, "There is no such account."));
    }

    @Override
    public Optional<Account> named(String name) {
        return accounts.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    @Override
    public List<Account> list() {
        return List.copyOf(accounts);
    }

    @Override
    public Reply<Account> patch(AccountId id, AccountPatch patch, Asked asked, Function<Account, String> render) {
        var account = find(id);
        var settings = new HashMap<>(account.settings());
        patch.settings()
                .forEach((key, value) ->
                        value.ifPresentOrElse(set -> settings.put(key, set), () -> settings.remove(key)));
        var name = patch.name() == null ? account.name() : patch.name();
        var patched = new Account(id, name, account.executor(), settings, account.createdAt(), account.version() + 1);
        accounts.set(accounts.indexOf(account), patched);
        return new Reply<>(patched, render.apply(patched));
    }

    @Override
    public Reply<Account> delete(AccountId id, Long ifVersion, Asked asked, Function<Account, String> render) {
        var account = find(id);
        accounts.remove(account);
        return new Reply<>(account, render.apply(account));
    }

    @Override
    public Offer catalog(AccountId id) {
        return new Offer(
                new Catalog(
                        List.of(new Catalog.Choice("small", "Small")),
                        List.of(new Catalog.Choice("debian-13", "Debian")),
                        List.of(new Catalog.Choice("lan", "Network")),
                        List.of(new Catalog.Choice("zone-a", "Zone")),
                        List.of(new Catalog.Choice("alice", "Key"))),
                Set.of(ActionKind.LAUNCH),
                NOW);
    }
}
