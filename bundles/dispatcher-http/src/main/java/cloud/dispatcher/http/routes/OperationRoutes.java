package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Operations.Submission;
import cloud.dispatcher.http.json.RecordSchemas;
import cloud.dispatcher.http.live.Live;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.http.view.AccountBody.ReasonBody;
import cloud.dispatcher.http.view.BulkBody;
import cloud.dispatcher.http.view.BulkBody.BulkResultsView;
import cloud.dispatcher.http.view.DryRunView;
import cloud.dispatcher.http.view.OperationView;
import cloud.dispatcher.http.view.PageView;
import cloud.dispatcher.http.view.Queries.OperationsQuery;
import cloud.dispatcher.http.view.Queries.WaitQuery;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Durations;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations: what became of each action. */
public final class OperationRoutes implements RouteGroup {
    private static final String ALL = "/api/v1/operations";
    private static final String ONE = "/api/v1/operations/{id}";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Operations operations;
    private final Live live;
    private final Clock clock;
    private final Function<String, AccountId> accounts;

    public OperationRoutes(Operations operations, Accounts accounts, Live live, Clock clock) {
        this.operations = operations;
        this.live = live;
        this.clock = clock;
        this.accounts = text -> AccountRoutes.named(accounts, text);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, "operations", "List operations, the newest first", this::list)
                        .query(OperationsQuery.class)
                        .answers(200, "Operations", RecordSchemas.of(PageView.class, OperationView.class)),
                ChangeRoutes.route(
                                Route.change(
                                        "POST",
                                        ALL,
                                        "bulk",
                                        "Up to 1,000 actions in one commit: those that can be accepted, or with atomic all or none",
                                        BulkBody.class,
                                        this::bulk),
                                202,
                                "What became of each action.",
                                BulkResultsView.class)
                        .with("Location", "Where the operation is, where it is one."),
                Route.get(ONE, "operation", "Show an operation, or wait until it changes", this::show)
                        .query(WaitQuery.class)
                        .header("If-None-Match", "The ETag that was seen: 304 while it is the same.")
                        .answers(200, "The operation", OperationView.class)
                        .with("Retry-After", "Seconds; while it is not over.")
                        .with("ETag", "Of what it shows: the same as long as that is the same.")
                        .answers(304, "It is as If-None-Match names it.", null, null),
                ChangeRoutes.replayed(ChangeRoutes.route(
                                        Route.change(
                                                "POST",
                                                ONE + "/cancel",
                                                "cancel",
                                                "Cancel an operation",
                                                ReasonBody.class,
                                                this::cancel),
                                        202,
                                        "It is being cancelled.",
                                        OperationView.class)
                                .with("Location", "Where the operation is.")
                                .answers(200, "It is over.", OperationView.class))
                        .with("Location", "Where the operation is."));
    }

    private static OperationId id(Exchange exchange) {
        return new OperationId(exchange.name("id"));
    }

    private Answer list(Exchange exchange) {
        var query = exchange.query(OperationsQuery.class);
        var page = operations.list(query.filter(accounts), query.page().paging());
        return Answer.json(200, PageView.of(page, OperationView::of));
    }

    private Answer bulk(Exchange exchange) {
        var body = exchange.body(BulkBody.class);
        var actions = body.actions(accounts);
        if (body.atomic()) {
            return ChangeRoutes.answer(operations.submit(
                    actions,
                    exchange.asked(),
                    ChangeRoutes.rendered(
                            exchange,
                            all -> accepted(
                                    all.stream()
                                            .map(each -> new Submission(each, null))
                                            .toList(),
                                    exchange),
                            DryRunView::of)));
        }
        return ChangeRoutes.answer(operations.submitEach(
                actions,
                exchange.asked(),
                ChangeRoutes.rendered(
                        exchange,
                        results -> accepted(results, exchange),
                        results -> DryRunView.each(results, exchange::problem))));
    }

    private static Answer.Whole accepted(List<Submission> results, Exchange exchange) {
        var bulk = BulkResultsView.of(results, exchange::problem);
        var answer = Answer.json(202, bulk);
        return bulk.operations().size() == 1
                ? answer.with("Location", ALL + "/" + bulk.operations().get(0).id())
                : answer;
    }

    private Answer show(Exchange exchange) {
        var wait = wait(exchange.query(WaitQuery.class).longest());
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
        var answer = Answer.json(200, OperationView.of(operation)).tagged();
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
        return ChangeRoutes.answer(operations.cancel(
                id(exchange),
                exchange.asked(),
                ChangeRoutes.rendered(
                        exchange,
                        operation -> ChangeRoutes.operation(operation.state().isOver() ? 200 : 202, operation),
                        DryRunView::of)));
    }
}
