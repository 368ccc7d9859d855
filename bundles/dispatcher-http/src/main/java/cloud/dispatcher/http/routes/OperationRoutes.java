package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.http.json.ActionReader;
import cloud.dispatcher.http.json.DryRunJson;
import cloud.dispatcher.http.json.OperationJson;
import cloud.dispatcher.http.json.PageJson;
import cloud.dispatcher.http.live.Live;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Query;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Durations;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ServerId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations: what became of each action. */
public final class OperationRoutes implements Subject {
    private static final String ALL = "/api/v1/operations";
    private static final String ONE = "/api/v1/operations/{id}";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Operations operations;
    private final Live live;
    private final Clock clock;
    private final Function<String, AccountId> account;
    private final ActionReader reader;

    public OperationRoutes(Operations operations, Accounts accounts, Live live, Clock clock) {
        this.operations = operations;
        this.live = live;
        this.clock = clock;
        this.account = text -> AccountRoutes.named(accounts, text);
        this.reader = new ActionReader(account);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, this::list, "state", "account", "server", "action", "limit", "cursor"),
                Route.change("POST", ALL, this::bulk),
                Route.get(ONE, this::show, "wait"),
                Route.change("POST", ONE + "/cancel", this::cancel));
    }

    private static OperationId id(Exchange exchange) {
        return new OperationId(exchange.name("id"));
    }

    private Answer list(Exchange exchange) {
        var page = operations.list(query(exchange.query()), Pages.of(exchange.query()));
        return Answer.json(200, PageJson.of(page, OperationJson::of));
    }

    private OperationQuery query(Query query) {
        var named = query.one("account");
        var server = query.one("server");
        return new OperationQuery(
                Set.copyOf(query.choices("state", OperationState.class)),
                named == null ? null : account.apply(named),
                server == null ? null : new ServerId(server),
                query.choice("action", ActionKind.class));
    }

    private Answer bulk(Exchange exchange) {
        var fields = exchange.fields();
        var actions = reader.bulk(fields);
        fields.done();
        return Changes.answer(operations.submit(
                actions, exchange.asked(), Changes.rendered(exchange, Changes::accepted, DryRunJson::of)));
    }

    private Answer show(Exchange exchange) {
        var wait = wait(exchange.query().one("wait"));
        if (wait.isZero()) {
            return whole(operations.find(id(exchange)));
        }
        return new Answer.Later(live.await(id(exchange), wait).thenApply(this::whole));
    }

    private static Duration wait(@Nullable String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        try {
            var wait = Durations.parse(text);
            if (!wait.isNegative() && wait.compareTo(LONGEST_WAIT) <= 0) {
                return wait;
            }
        } catch (IllegalArgumentException e) {
            // answered below: the same as a duration that is not allowed
        }
        throw RefusedException.parameter("wait", "This must be a duration from PT0S to PT60S.");
    }

    private Answer.Whole whole(Operation operation) {
        var answer = Answer.json(200, OperationJson.of(operation)).tagged();
        return operation.state().isOver()
                ? answer
                : answer.with("Retry-After", String.valueOf(pause(operation).toSeconds()));
    }

    /** When asking again may tell something new: 1 s, or when it is tried again. */
    private Duration pause(Operation operation) {
        var waiting = operation.waiting();
        var until = waiting == null ? null : waiting.until();
        var pause = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        return pause.compareTo(Duration.ofSeconds(1)) < 0
                ? Duration.ofSeconds(1)
                : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private Answer cancel(Exchange exchange) {
        exchange.fields().done();
        return Changes.answer(operations.cancel(
                id(exchange),
                exchange.asked(),
                Changes.rendered(
                        exchange,
                        operation -> Changes.operation(operation.state().isOver() ? 200 : 202, operation),
                        DryRunJson::of)));
    }
}
