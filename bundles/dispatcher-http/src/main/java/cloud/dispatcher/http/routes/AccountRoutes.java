package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.http.json.AccountJson;
import cloud.dispatcher.http.json.AccountReader;
import cloud.dispatcher.http.json.DryRunJson;
import cloud.dispatcher.http.json.PageJson;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.EntityTag;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accounts: one for each cloud and region that is used. */
public final class AccountRoutes implements Subject {
    private static final String ALL = "/api/v1/accounts";
    private static final String ONE = "/api/v1/accounts/{id}";

    private final Accounts accounts;

    public AccountRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, exchange -> Answer.json(200, PageJson.of(accounts.list(), AccountJson::of))),
                Route.change("POST", ALL, this::create),
                Route.get(ONE, exchange -> whole(200, accounts.find(id(exchange)))),
                Route.change("PATCH", ONE, this::patch).consuming("application/merge-patch+json", "application/json"),
                Route.change("DELETE", ONE, this::delete),
                Route.get(
                        "/api/v1/accounts/{id}/catalog",
                        exchange -> Answer.json(200, AccountJson.of(accounts.catalog(id(exchange))))));
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
        return Answer.json(status, AccountJson.of(account)).with("ETag", EntityTag.of(account.version()));
    }

    private Answer create(Exchange exchange) {
        var fields = exchange.fields();
        var draft = AccountReader.draft(fields);
        fields.done();
        return Changes.answer(accounts.create(
                draft,
                exchange.asked(),
                rendered(
                        exchange,
                        account -> whole(201, account)
                                .with("Location", ALL + "/" + account.id().value()))));
    }

    private static Function<Account, String> rendered(Exchange exchange, Function<Account, Answer.Whole> done) {
        return Changes.rendered(exchange, done, DryRunJson::of);
    }

    private Answer patch(Exchange exchange) {
        var fields = exchange.fields();
        var patch = AccountReader.patch(fields, ifMatch(exchange));
        fields.done();
        return Changes.answer(accounts.patch(
                id(exchange), patch, exchange.asked(), rendered(exchange, account -> whole(200, account))));
    }

    private Answer delete(Exchange exchange) {
        exchange.fields().done();
        return Changes.answer(accounts.delete(
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
