package cloud.dispatcher.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.Claim;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.state.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Facts to store, whole but of no meaning; and the next version of one. */
final class Sample {
    /** Begins as gzip does, and is no text in UTF-8. */
    static final Secret USER_DATA = new Secret("\u001f\u008b user-data".getBytes(ISO_8859_1));

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
    static final AccountId ACCOUNT = new AccountId("account-1");

    private Sample() {}

    static Account account(AccountId id) {
        return new Account(id, "name of " + id, "simulator", Map.of("region", "r1"), NOW, 1);
    }

    static Unit accountUnit(AccountId id) {
        return unit(new Write.PutAccount(
                account(id), Map.of("password", new Secret("s3cret")), Write.PutAccount.Guard.NONE));
    }

    static Unit unit(Write... writes) {
        return new Unit(List.of(writes), List.of(), null);
    }

    static Unit unit(List<EventDraft> events, Write... writes) {
        return new Unit(List.of(writes), events, null);
    }

    static Unit keyed(KeyRecord key, Write... writes) {
        return new Unit(List.of(writes), List.of(), key);
    }

    static EventDraft event(String message) {
        return new EventDraft(NOW, "test.happened", ACCOUNT, null, null, message, Map.of("k", "v"));
    }

    static Server server(String id) {
        return new Server(
                new ServerId(id),
                ACCOUNT,
                "web-" + id,
                "small",
                "debian",
                "net",
                null,
                "key",
                Map.of("tier", "web"),
                ServerState.RUNNING,
                "cloud-" + id,
                List.of("127.64.0.1", "::1"),
                Probe.tcp(22),
                Map.of("fact", "value"),
                NOW,
                NOW,
                null,
                1);
    }

    static Server next(Server server, ServerState state) {
        return new Server(
                server.id(),
                server.account(),
                server.name(),
                server.size(),
                server.image(),
                server.network(),
                server.zone(),
                server.keyPair(),
                server.labels(),
                state,
                server.cloudId(),
                server.addresses(),
                server.probe(),
                server.facts(),
                server.observedAt(),
                server.createdAt(),
                state.isOver() ? NOW.plusSeconds(60) : null,
                server.version() + 1);
    }

    static Server ended(Server server, Instant at) {
        return new Server(
                server.id(),
                server.account(),
                server.name(),
                server.size(),
                server.image(),
                server.network(),
                server.zone(),
                server.keyPair(),
                server.labels(),
                server.state(),
                server.cloudId(),
                server.addresses(),
                server.probe(),
                server.facts(),
                server.observedAt(),
                server.createdAt(),
                at,
                server.version());
    }

    static EventDraft at(EventDraft event, Instant at) {
        return new EventDraft(
                at, event.type(), event.account(), event.server(), event.operation(), event.message(), event.data());
    }

    static Server named(Server server, String name, Instant createdAt) {
        return new Server(
                server.id(),
                server.account(),
                name,
                server.size(),
                server.image(),
                null,
                null,
                null,
                server.labels(),
                server.state(),
                null,
                server.addresses(),
                server.probe(),
                server.facts(),
                null,
                createdAt,
                null,
                server.version());
    }

    /** Accepted and due now. */
    static Work launch(String id, String server) {
        var action = new Action.LaunchServer(
                ACCOUNT, "web", "small", "debian", null, "zone", null, USER_DATA, Map.of("tier", "web"));
        return work(id, server, action);
    }

    static Work stop(String id, String server) {
        return work(id, server, new Action.ChangeServer(ActionKind.STOP, new ServerId(server), Force.HARD));
    }

    private static Work work(String id, String server, Action action) {
        var operation = new Operation(
                new OperationId(id),
                action,
                ACCOUNT,
                new ServerId(server),
                OperationState.ACCEPTED,
                "tester",
                "because",
                0,
                null,
                NOW.plus(Duration.ofHours(1)),
                0,
                Progress.of("accepted"),
                null,
                Map.of(),
                null,
                List.of(),
                NOW,
                null,
                null);
        return new Work(
                operation,
                0,
                NOW,
                operation.deadline(),
                null,
                Effect.NONE,
                Map.of("m", "1"),
                Map.of("region", "r1"),
                0,
                1);
    }

    static Work in(Work work, OperationState state) {
        return new Change(work).state(state).done();
    }

    /** What a test makes different; {@link #next} also counts the version up. */
    static final class Change {
        private Operation operation;
        private Instant due;
        private Instant giveUp;
        private Claim claim;
        private final Work from;
        private long version;

        Change(Work from) {
            this.from = from;
            operation = from.operation();
            due = from.due();
            giveUp = from.giveUp();
            claim = from.claim();
            version = from.version();
        }

        static Change next(Work from) {
            var change = new Change(from);
            change.version++;
            return change;
        }

        Change state(OperationState state) {
            return operation(operation.account(), state, operation.priority(), operation.waiting());
        }

        Change account(AccountId account) {
            return operation(account, operation.state(), operation.priority(), operation.waiting());
        }

        Change priority(int priority) {
            return operation(operation.account(), operation.state(), priority, operation.waiting());
        }

        Change waitingFor(Waiting.Cause cause) {
            return operation(
                    operation.account(), operation.state(), operation.priority(), new Waiting(cause, NOW, null, null));
        }

        Change due(Instant time) {
            due = time;
            return this;
        }

        Change giveUp(Instant time) {
            giveUp = time;
            return this;
        }

        Change claimedBy(String boot) {
            claim = new Claim("node", boot, NOW);
            return this;
        }

        Change unclaimed() {
            claim = null;
            return this;
        }

        private Change operation(AccountId account, OperationState state, int priority, Waiting waiting) {
            operation = new Operation(
                    operation.id(),
                    operation.action(),
                    account,
                    operation.server(),
                    state,
                    operation.actor(),
                    operation.reason(),
                    priority,
                    operation.notBefore(),
                    operation.deadline(),
                    operation.attempts(),
                    operation.progress(),
                    waiting,
                    operation.result(),
                    operation.error(),
                    operation.leftovers(),
                    operation.createdAt(),
                    operation.startedAt(),
                    operation.endedAt());
            return this;
        }

        Work done() {
            return new Work(
                    operation,
                    from.sequence(),
                    due,
                    giveUp,
                    claim,
                    from.reach(),
                    from.memory(),
                    from.settings(),
                    from.faults(),
                    version);
        }
    }

    static LedgerRow line(Work work, String name) {
        return new LedgerRow(
                work.operation().id(),
                ResourceKind.SERVER,
                name,
                work.operation().account(),
                work.operation().server(),
                null,
                List.of("twin-1"),
                LedgerRow.Standing.INTENDED,
                Effect.NONE,
                0,
                null,
                1);
    }

    static LedgerRow watched(LedgerRow line, Instant lookAt) {
        return new LedgerRow(
                line.operation(),
                line.kind(),
                line.name(),
                line.account(),
                line.server(),
                line.cloudId(),
                line.twins(),
                LedgerRow.Standing.UNWANTED,
                Effect.POSSIBLE,
                line.position(),
                lookAt,
                line.version() + 1);
    }

    static Heartbeat heartbeat(Verdict verdict, Instant since) {
        return new Heartbeat(verdict, since, since.minusSeconds(1), Duration.ofNanos(123_456), 0.25, null, null);
    }
}
