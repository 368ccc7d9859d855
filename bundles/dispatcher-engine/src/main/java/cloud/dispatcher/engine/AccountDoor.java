package cloud.dispatcher.engine;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.AccountPatch;
import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Write;
import cloud.dispatcher.state.Write.PutAccount.Guard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the accounts. Never goes; changes pass the {@link Gate}. */
@Component
public final class AccountDoor implements Accounts {
    private final Records records;
    private final Committer committer;
    private final ExecutorBook executors;
    private final Engine engine;
    private final Gate gate;
    private final Keys keys;

    @Activate
    public AccountDoor(
            @Reference Records records,
            @Reference Committer committer,
            @Reference ExecutorBook executors,
            @Reference Engine engine,
            @Reference Gate gate) {
        this.records = records;
        this.committer = committer;
        this.executors = executors;
        this.engine = engine;
        this.gate = gate;
        this.keys = new Keys(records);
    }

    @Override
    public Reply<Account> create(AccountDraft draft, Asked asked, Function<Account, String> render) {
        gate.pass();
        return keys.once(asked, () -> {
            var executor = executor(draft.executor());
            new Validation(executor.describe()).check(draft.settings(), draft.credentials());
            var account = new Account(
                    new AccountId(engine.newId()),
                    draft.name(),
                    draft.executor(),
                    draft.settings(),
                    engine.time().now(),
                    1);
            refuseObjected(account, draft.credentials(), executor);
            refuseTaken(draft.name(), null);
            var write = new Write.PutAccount(account, draft.credentials(), Guard.NONE);
            return commit(write, account, "created", asked, render);
        });
    }

    @Override
    public Reply<Account> patch(AccountId id, AccountPatch patch, Asked asked, Function<Account, String> render) {
        gate.pass();
        return keys.once(asked, () -> {
            var account = find(id);
            refuseChanged(account, patch.ifVersion());
            var executor = executor(account.executor());
            var settings = merged(account.settings(), patch.settings());
            var credentials = merged(records.credentials(id), patch.credentials());
            var validation = new Validation(executor.describe());
            validation.check(settings, credentials);
            var isFixed = validation.touchesFixed(account.settings(), settings);
            if (isFixed && records.isUsed(id)) {
                throw new RejectedException(
                        Refusal.CONFLICT,
                        "Account " + account.name()
                                + " has servers or open operations, so where its cloud is cannot change. "
                                + "Terminate them first, or create another account.");
            }
            var name = patch.name() == null ? account.name() : patch.name();
            refuseTaken(name, id);
            var next = new Account(id, name, account.executor(), settings, account.createdAt(), account.version() + 1);
            refuseObjected(next, credentials, executor);
            var write = new Write.PutAccount(
                    next, patch.credentials().isEmpty() ? null : credentials, isFixed ? Guard.UNLESS_USED : Guard.NONE);
            return commit(write, next, "changed", asked, render);
        });
    }

    @Override
    public Reply<Account> delete(
            AccountId id, @Nullable Long ifVersion, Asked asked, Function<Account, String> render) {
        gate.pass();
        return keys.once(asked, () -> {
            var account = find(id);
            refuseChanged(account, ifVersion);
            if (records.isUsed(id)) {
                throw new RejectedException(
                        Refusal.CONFLICT,
                        "Account " + account.name()
                                + " still has servers, open operations or leftovers. Terminate its servers first.");
            }
            return commit(new Write.DropAccount(id, account.version()), account, "deleted", asked, render);
        });
    }

    private Reply<Account> commit(
            Write write, Account account, String what, Asked asked, Function<Account, String> render) {
        var answer = render.apply(account);
        var event = new EventDraft(
                engine.time().now(),
                "account." + what,
                account.id(),
                null,
                null,
                "Account " + account.name() + " was " + what + " by " + asked.actor() + ".",
                Map.of("executor", account.executor()));
        Story.log(committer.commit(new Unit(List.of(write), List.of(event), keys.record(asked, answer)), Lane.ACCEPT));
        return new Reply<>(account, answer);
    }

    @Override
    public Account find(AccountId id) {
        return Ask.store(() -> records.account(id))
                .orElseThrow(() -> new RejectedException(Refusal.NOT_FOUND, "There is no account " + id + "."));
    }

    @Override
    public Optional<Account> named(String name) {
        return list().stream().filter(account -> account.name().equals(name)).findFirst();
    }

    @Override
    public List<Account> list() {
        return Ask.store(records::accounts);
    }

    @Override
    public Offer catalog(AccountId id) {
        var account = find(id);
        gate.pass();
        var executor = executor(account.executor());
        var access = access(id, account.name(), account.settings(), records.credentials(id), executor);
        try {
            return new Offer(
                    executor.catalog(access),
                    executor.describe().actions(),
                    engine.time().now());
        } catch (CloudException e) {
            throw new RejectedException(
                    Refusal.CLOUD, "The cloud of account " + account.name() + " says " + e.getMessage());
        }
    }

    private Access access(
            AccountId id, String name, Map<String, String> given, Map<String, Secret> credentials, Executor executor) {
        var settings = new HashMap<>(Validation.fallbacks(executor.describe()));
        settings.putAll(given);
        return new Access(id, name, records.installation(), settings, credentials);
    }

    private void refuseObjected(Account account, Map<String, Secret> credentials, Executor executor) {
        executor.objection(access(account.id(), account.name(), account.settings(), credentials, executor))
                .ifPresent(objection -> {
                    throw Validation.refused("/settings", objection);
                });
    }

    private Executor executor(String name) {
        return executors.named(name).orElseThrow(() -> {
            var there = executors.all().stream()
                    .map(executor -> executor.describe().name())
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Validation.refused(
                    "/executor",
                    "There is no executor called " + name + ". There are: " + there
                            + ". Others come with feature:install.");
        });
    }

    private void refuseTaken(String name, @Nullable AccountId own) {
        named(name).filter(other -> !other.id().equals(own)).ifPresent(other -> {
            throw new RejectedException(
                    Refusal.CONFLICT, "There is an account called " + name + " already. Choose another name.");
        });
    }

    private static void refuseChanged(Account account, @Nullable Long version) {
        if (version != null && version != account.version()) {
            throw new RejectedException(Refusal.CHANGED, "The account was changed meanwhile. Read it again.");
        }
    }

    private static <V> Map<String, V> merged(Map<String, V> before, Map<String, Optional<V>> patch) {
        var merged = new HashMap<>(before);
        patch.forEach((name, value) -> value.ifPresentOrElse(v -> merged.put(name, v), () -> merged.remove(name)));
        return merged;
    }
}
