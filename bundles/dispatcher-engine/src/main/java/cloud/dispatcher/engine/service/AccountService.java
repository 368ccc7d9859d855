package cloud.dispatcher.engine.service;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.AccountPatch;
import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.AuditLine;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.engine.Engine;
import cloud.dispatcher.engine.StoryLog;
import cloud.dispatcher.engine.admission.AccountCheck;
import cloud.dispatcher.engine.admission.Validation;
import cloud.dispatcher.engine.executors.ExecutorBook;
import cloud.dispatcher.engine.executors.Inquiry;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.spi.Access;
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
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the accounts. Never goes; changes pass the {@link Gate}. */
@Component
public final class AccountService implements Accounts {
    /** What is only tried has no id: all of it has this one, so that executors and clouds remember no more of it than of one account. */
    private static final AccountId UNBORN = new AccountId("tried");

    private final Records records;
    private final Committer committer;
    private final Engine engine;
    private final Gate gate;
    private final Keys keys;
    private final Inquiry inquiry;
    private final AccountCheck check;

    @Activate
    public AccountService(
            @Reference Records records,
            @Reference Committer committer,
            @Reference ExecutorBook executors,
            @Reference Engine engine,
            @Reference Gate gate,
            @Reference Inquiry inquiry) {
        this.records = records;
        this.committer = committer;
        this.check = new AccountCheck(records, executors, inquiry);
        this.engine = engine;
        this.gate = gate;
        this.inquiry = inquiry;
        this.keys = new Keys(records, new InFlightRequests(InFlightRequests.PATIENCE));
    }

    @Override
    public Reply<Account> create(AccountDraft draft, Asked asked, Function<Account, String> render) {
        return new Audit(asked)
                .of(
                        new AuditLine("create-account", draft.name()),
                        () -> make(draft, asked, render),
                        account -> Audit.account("create-account", account));
    }

    private Reply<Account> make(AccountDraft draft, Asked asked, Function<Account, String> render) {
        gate.requireRunning(asked);
        return keys.once(asked, () -> {
            check.refuseUnfit(draft.name());
            var executor = check.executor(draft.executor());
            new Validation(executor.describe()).check(draft.settings(), draft.credentials());
            var account = new Account(
                    asked.isTrial() ? UNBORN : new AccountId(engine.newId()),
                    draft.name(),
                    draft.executor(),
                    draft.settings(),
                    engine.time().now(),
                    1);
            var access = check.access(account, draft.credentials(), executor);
            check.refuseTaken(draft.name(), null);
            if (asked.isTrial()) {
                return tried(account, access, executor, render);
            }
            var write = new Write.PutAccount(account, draft.credentials(), Guard.NONE);
            return commit(write, account, "created", asked, render);
        });
    }

    @Override
    public Reply<Account> patch(AccountId id, AccountPatch patch, Asked asked, Function<Account, String> render) {
        return new Audit(asked)
                .of(
                        new AuditLine("change-account", id.value()),
                        () -> change(id, patch, asked, render),
                        account -> Audit.account("change-account", account));
    }

    private Reply<Account> change(AccountId id, AccountPatch patch, Asked asked, Function<Account, String> render) {
        gate.requireRunning(asked);
        return keys.once(asked, () -> {
            var account = find(id);
            refuseChanged(account, patch.ifVersion());
            var executor = check.executor(account.executor());
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
            if (!name.equals(account.name())) {
                check.refuseUnfit(name);
            }
            check.refuseTaken(name, id);
            var next = new Account(id, name, account.executor(), settings, account.createdAt(), account.version() + 1);
            var access = check.access(next, credentials, executor);
            if (asked.isTrial()) {
                return tried(next, access, executor, render);
            }
            var write = new Write.PutAccount(
                    next, patch.credentials().isEmpty() ? null : credentials, isFixed ? Guard.UNLESS_USED : Guard.NONE);
            return commit(write, next, "changed", asked, render);
        });
    }

    @Override
    public Reply<Account> delete(
            AccountId id, @Nullable Long ifVersion, Asked asked, Function<Account, String> render) {
        return new Audit(asked)
                .of(
                        new AuditLine("delete-account", id.value()),
                        () -> drop(id, ifVersion, asked, render),
                        account -> Audit.account("delete-account", account));
    }

    private Reply<Account> drop(AccountId id, @Nullable Long ifVersion, Asked asked, Function<Account, String> render) {
        gate.requireRunning(asked);
        return keys.once(asked, () -> {
            var account = find(id);
            refuseChanged(account, ifVersion);
            if (records.isUsed(id)) {
                throw new RejectedException(
                        Refusal.CONFLICT,
                        "Account " + account.name()
                                + " still has servers, open operations or leftovers. Terminate its servers first.");
            }
            if (asked.isTrial()) {
                return new Reply<>(account, render.apply(account));
            }
            return commit(new Write.DropAccount(id, account.version()), account, "deleted", asked, render);
        });
    }

    /** Nothing is stored, but the cloud must answer. */
    private Reply<Account> tried(Account account, Access access, Executor executor, Function<Account, String> render) {
        inquiry.ask(account, access, executor, Executor::catalog);
        return new Reply<>(account, render.apply(account));
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
        StoryLog.tell(
                committer.commit(new Unit(List.of(write), List.of(event), keys.record(asked, answer)), Lane.ACCEPT));
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
        gate.requireRunning();
        var executor = check.executor(account.executor());
        return new Offer(
                inquiry.ask(account, executor, Executor::catalog),
                executor.describe().actions(),
                engine.time().now());
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
