package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.http.json.RecordSchemas;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.EntityTag;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.ProblemKind;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.http.view.AccountBody.AccountPatchBody;
import cloud.dispatcher.http.view.AccountBody.NewAccountBody;
import cloud.dispatcher.http.view.AccountBody.ReasonBody;
import cloud.dispatcher.http.view.AccountView;
import cloud.dispatcher.http.view.CatalogView;
import cloud.dispatcher.http.view.DryRunView;
import cloud.dispatcher.http.view.PageView;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Accounts: one for each cloud and region that is used. */
public final class AccountRoutes implements RouteGroup {
    private static final String ALL = "/api/v1/accounts";
    private static final String ONE = "/api/v1/accounts/{id}";
    private static final String IF_MATCH = "The ETag that was seen; 412 if it was changed meanwhile.";

    private final Accounts accounts;

    public AccountRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(
                                ALL,
                                "accounts",
                                "All accounts, by name",
                                exchange -> Answer.json(200, PageView.of(accounts.list(), AccountView::of)))
                        .answers(200, "Accounts", RecordSchemas.of(PageView.class, AccountView.class)),
                ChangeRoutes.route(
                                Route.change(
                                        "POST",
                                        ALL,
                                        "createAccount",
                                        "Make an account",
                                        NewAccountBody.class,
                                        this::create),
                                201,
                                "The account, without its credentials.",
                                AccountView.class)
                        .with("Location", "Where it is.")
                        .with("ETag", "Its version."),
                Route.get(ONE, "account", "Show an account", exchange -> whole(200, accounts.find(id(exchange))))
                        .header("If-None-Match", "The ETag that was seen: 304 while it is the same.")
                        .answers(200, "The account", AccountView.class)
                        .with("ETag", "Its version.")
                        .answers(304, "It is as If-None-Match names it.", null, null),
                ChangeRoutes.route(
                                Route.change(
                                                "PATCH",
                                                ONE,
                                                "patchAccount",
                                                "Change an account (JSON Merge Patch)",
                                                AccountPatchBody.class,
                                                this::patch)
                                        .consuming("application/merge-patch+json", "application/json")
                                        .header("If-Match", IF_MATCH)
                                        .may(ProblemKind.CHANGED),
                                200,
                                "The account.",
                                AccountView.class)
                        .with("ETag", "Its version."),
                ChangeRoutes.replayed(ChangeRoutes.dryRun(Route.change(
                                        "DELETE",
                                        ONE,
                                        "deleteAccount",
                                        "Delete an account; 409 while servers of it are left",
                                        ReasonBody.class,
                                        this::delete)
                                .header("If-Match", IF_MATCH)
                                .may(ProblemKind.CHANGED))
                        .answers(204, "It is gone.", null, null)),
                Route.get(
                                ONE + "/catalog",
                                "catalog",
                                "What can be asked for in an account",
                                exchange -> Answer.json(200, CatalogView.of(accounts.catalog(id(exchange)))))
                        .answers(200, "Catalog", CatalogView.class)
                        .may(ProblemKind.CLOUD));
    }

    /** The account that a text means, by id or else by name: no name can hide an id. Whether it is there is told when it is used. */
    static AccountId named(Accounts accounts, String text) {
        var id = new AccountId(text);
        var isId = accounts.list().stream().anyMatch(account -> account.id().equals(id));
        return isId ? id : accounts.named(text).map(Account::id).orElse(id);
    }

    private static AccountId id(Exchange exchange) {
        return new AccountId(exchange.name("id"));
    }

    private static Answer.Whole whole(int status, Account account) {
        return Answer.json(status, AccountView.of(account)).with("ETag", EntityTag.of(account.version()));
    }

    private Answer create(Exchange exchange) {
        return ChangeRoutes.answer(accounts.create(
                exchange.body(NewAccountBody.class).draft(),
                exchange.asked(),
                rendered(
                        exchange,
                        account -> whole(201, account)
                                .with("Location", ALL + "/" + account.id().value()))));
    }

    private static Function<Account, String> rendered(Exchange exchange, Function<Account, Answer.Whole> done) {
        return ChangeRoutes.rendered(exchange, done, DryRunView::of);
    }

    private Answer patch(Exchange exchange) {
        var whole = Stream.of("name", "settings", "credentials")
                .filter(name -> exchange.body().path(name).isNull())
                .map(name -> new FieldError("/" + name, "This cannot be taken away as a whole."))
                .toList();
        if (!whole.isEmpty()) {
            throw RefusedException.fields(whole);
        }
        return ChangeRoutes.answer(accounts.patch(
                id(exchange),
                exchange.body(AccountPatchBody.class).patch(ifMatch(exchange)),
                exchange.asked(),
                rendered(exchange, account -> whole(200, account))));
    }

    private Answer delete(Exchange exchange) {
        return ChangeRoutes.answer(accounts.delete(
                id(exchange), ifMatch(exchange), exchange.asked(), rendered(exchange, account -> Answer.nothing(204))));
    }

    private @Nullable Long ifMatch(Exchange exchange) {
        var header = exchange.header("If-Match");
        return header == null ? null : EntityTag.ifMatch(header, present(exchange));
    }

    /** The version now; 0 for an account that is not there, of which the service knows more. */
    private long present(Exchange exchange) {
        return accounts.list().stream()
                .filter(account -> account.id().equals(id(exchange)))
                .findAny()
                .map(Account::version)
                .orElse(0L);
    }
}
