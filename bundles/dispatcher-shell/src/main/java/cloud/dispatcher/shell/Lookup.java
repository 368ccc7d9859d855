package cloud.dispatcher.shell;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what people name: by id, by a name where it is unique, or by the end of an id. */
public final class Lookup {
    private static final int ID_LENGTH = 36; // a UUID in text

    /** Fewer characters of an id's end are a name that was mistyped, and not meant for whoever's id happens to end so. */
    private static final int ENOUGH = 8;

    /** So many namesakes are told one by one. */
    private static final int SHOWN = 10;

    private Lookup() {}

    /**
     * Finds a server that lives; a terminated one only by its whole id.
     *
     * @throws RejectedException when there is none, or more than one
     */
    public static ObservedServer server(Servers servers, String text) {
        refuseBlank("server", text);
        if (text.length() == ID_LENGTH) {
            var exact = orEmpty(() -> servers.find(new ServerId(text)));
            if (exact.isPresent()) {
                return exact.get();
            }
        }
        var found = called(servers, text, Set.of(text));
        if (found.isEmpty() && text.length() >= ENOUGH) {
            found = all(paging -> servers.list(ServerQuery.all(), paging)).stream()
                    .filter(one -> one.server().id().value().endsWith(text))
                    .toList();
        }
        return only(found, "server", text, one -> said(one.server()));
    }

    /**
     * Finds a server also when it is terminated: the newest of a name that no living one has.
     *
     * @throws RejectedException when there is none, or more than one that lives
     */
    public static ObservedServer anyServer(Servers servers, String text) {
        try {
            return server(servers, text);
        } catch (RejectedException e) {
            if (e.refusal() != Refusal.NOT_FOUND) {
                throw e;
            }
            return newestTerminated(servers, text).orElseThrow(() -> e);
        }
    }

    private static Optional<ObservedServer> newestTerminated(Servers servers, String name) {
        var ended = new ServerQuery(
                null, Set.of(ServerState.TERMINATED), name, Map.of(), null, ServerQuery.Sort.NEWEST_FIRST);
        @Nullable String cursor = null;
        do {
            var page = servers.list(ended, new Paging(Paging.MOST, cursor));
            var found = page.items().stream()
                    .filter(one -> one.server().name().equals(name))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return Optional.empty();
    }

    /** The servers that live and have one of these names, the oldest first. @param part what all the names have in them */
    public static List<ObservedServer> called(Servers servers, String part, Set<String> names) {
        var named = new ServerQuery(null, Set.of(), part, Map.of(), null, ServerQuery.Sort.OLDEST_FIRST);
        return all(paging -> servers.list(named, paging)).stream()
                .filter(one -> names.contains(one.server().name()))
                .toList();
    }

    /** What tells one namesake from another: {@code 0b1c… (RUNNING)}. */
    public static String said(Server server) {
        return server.id() + " (" + server.state() + ")";
    }

    /**
     * Finds an account by its whole id or else by its name.
     *
     * @throws RejectedException when there is none
     */
    public static Account account(Accounts accounts, String text) {
        refuseBlank("account", text);
        return accounts.list().stream()
                .filter(one -> one.id().value().equals(text))
                .findFirst()
                .or(() -> accounts.named(text))
                .orElseThrow(() -> notFound("account", text, "account:list"));
    }

    /** The account's name, for people; its id where it is gone. */
    public static String accountName(Accounts accounts, AccountId id) {
        return accounts.list().stream()
                .filter(one -> one.id().equals(id))
                .map(Account::name)
                .findFirst()
                .orElse(id.value());
    }

    /**
     * Finds an operation, by the end of its id only among the newest thousand.
     *
     * @throws RejectedException when there is none, or more than one
     */
    public static Operation operation(Operations operations, String text) {
        refuseBlank("operation", text);
        if (text.length() == ID_LENGTH) {
            return operations.find(new OperationId(text));
        }
        var found = operations.list(OperationQuery.all(), Paging.first(Paging.MOST)).items().stream()
                .filter(one -> text.length() >= ENOUGH && one.id().value().endsWith(text))
                .toList();
        return only(found, "operation", text, one -> one.id() + " (" + one.state() + ")");
    }

    /** Every page. */
    public static <T> List<T> all(Function<Paging, Page<T>> list) {
        var items = new ArrayList<T>();
        @Nullable String cursor = null;
        do {
            var page = list.apply(new Paging(Paging.MOST, cursor));
            items.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return items;
    }

    private static <T> T only(List<T> found, String what, String text, Function<T, String> said) {
        if (found.isEmpty()) {
            throw notFound(what, text, what + ":list");
        }
        if (found.size() > 1) {
            throw new RejectedException(
                    Refusal.CONFLICT,
                    found.size() + " " + what + "s are called " + text + ". Name one by its id: "
                            + found.stream().limit(SHOWN).map(said).collect(Collectors.joining(", "))
                            + (found.size() > SHOWN ? ", …" : "."));
        }
        return found.get(0);
    }

    private static void refuseBlank(String what, String text) {
        if (text.isBlank()) {
            throw new RejectedException(
                    Refusal.INVALID, "Name the " + what + "; " + what + ":list shows those there are.");
        }
    }

    private static RejectedException notFound(String what, String text, String list) {
        if (text.startsWith("-")) {
            return new RejectedException(
                    Refusal.INVALID,
                    "Options stand before the first argument: write " + text + " before the " + what + "s.");
        }
        return new RejectedException(
                Refusal.NOT_FOUND, "There is no " + what + " called " + text + "; " + list + " shows those there are.");
    }

    private static <T> Optional<T> orEmpty(Supplier<T> find) {
        try {
            return Optional.of(find.get());
        } catch (RejectedException e) {
            if (e.refusal() == Refusal.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
