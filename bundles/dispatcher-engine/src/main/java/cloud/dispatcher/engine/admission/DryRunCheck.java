package cloud.dispatcher.engine.admission;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.engine.decide.Aftermath;
import cloud.dispatcher.engine.decide.Situation;
import cloud.dispatcher.engine.executors.ExecutorBook;
import cloud.dispatcher.engine.executors.Inquiry;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.model.Catalog.Choice;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.state.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the clouds about actions that are only tried: whether they offer what a launch names, and still show the server that is to be
 * changed. A cloud whose executor is absent cannot be asked, and is not.
 */
public final class DryRunCheck {
    private final Records records;
    private final ExecutorBook executors;
    private final Inquiry inquiry;

    public DryRunCheck(Records records, ExecutorBook executors, Inquiry inquiry) {
        this.records = records;
        this.executors = executors;
        this.inquiry = inquiry;
    }

    /** @throws RejectedException INVALID, CONFLICT or CLOUD, for what the clouds would not do */
    public void ask(List<Action> actions) {
        var catalogs = new HashMap<AccountId, Optional<Catalog>>();
        var changed = new LinkedHashMap<AccountId, List<Server>>();
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < actions.size(); i++) {
            var pointer = Admission.pointer(i);
            Void unused = actions.get(i)
                    .match(
                            launch -> {
                                catalogs.computeIfAbsent(launch.account(), this::catalog)
                                        .ifPresent(catalog -> errors.addAll(missing(catalog, launch, pointer)));
                                return null;
                            },
                            change -> {
                                shown(change)
                                        .ifPresent(server -> changed.computeIfAbsent(
                                                        server.account(), account -> new ArrayList<>())
                                                .add(server));
                                return null;
                            });
        }
        if (!errors.isEmpty()) {
            throw Validation.refused(errors);
        }
        changed.forEach(this::look);
    }

    private Optional<Catalog> catalog(AccountId id) {
        var account = records.account(id).orElseThrow();
        return executors.named(account.executor()).map(executor -> inquiry.ask(account, executor, Executor::catalog));
    }

    private static List<FieldError> missing(Catalog catalog, LaunchServer launch, String pointer) {
        var errors = new ArrayList<FieldError>();
        missing(errors, pointer + "/size", "size", launch.size(), catalog.sizes());
        missing(errors, pointer + "/image", "image", launch.image(), catalog.images());
        missing(errors, pointer + "/network", "network", launch.network(), catalog.networks());
        missing(errors, pointer + "/zone", "zone", launch.zone(), catalog.zones());
        missing(errors, pointer + "/keyPair", "key pair", launch.keyPair(), catalog.keyPairs());
        return errors;
    }

    private static void missing(
            List<FieldError> errors, String pointer, String what, @Nullable String asked, List<Choice> offered) {
        if (asked != null && offered.stream().noneMatch(choice -> choice.name().equals(asked))) {
            var has = offered.isEmpty()
                    ? "it offers no choice there; leave it out."
                    : "it has " + offered.stream().map(Choice::name).collect(Collectors.joining(", ")) + ".";
            errors.add(new FieldError(pointer, "The cloud has no " + what + " " + asked + "; " + has));
        }
    }

    /** The server, if the cloud has shown it and should go on doing so; what is to be terminated may be gone. */
    private Optional<Server> shown(ChangeServer change) {
        return change.kind() == ActionKind.TERMINATE
                ? Optional.empty()
                : records.server(change.server()).filter(server -> server.cloudId() != null);
    }

    private void look(AccountId id, List<Server> servers) {
        var account = records.account(id).orElseThrow();
        executors
                .named(account.executor())
                .flatMap(executor -> inquiry.ask(account, executor, (there, access) -> gone(there, access, servers)))
                .ifPresent(server -> {
                    throw new RejectedException(
                            Refusal.CONFLICT,
                            "The cloud of account " + account.name() + " does not show server " + server.name()
                                    + " any more.");
                });
    }

    /** The first that the cloud does not show. */
    private Optional<Server> gone(Executor executor, Access access, List<Server> servers) throws CloudException {
        for (var server : servers) {
            for (var row : records.ledger(server.id())) {
                if (row.cloudId() != null
                        && row.cloudId().equals(server.cloudId())
                        && Aftermath.of(row, executor.look(access, Situation.line(row)))
                                .isEmpty()) {
                    return Optional.of(server);
                }
            }
        }
        return Optional.empty();
    }
}
