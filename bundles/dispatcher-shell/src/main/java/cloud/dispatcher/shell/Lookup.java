package cloud.dispatcher.shell;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Servers.OutageFilter;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what people name: by a name where it is unique, by a pattern of names, by an id, or by the beginning or the end of an id. */
public final class Lookup {
    private static final int ID_LENGTH = 36; // a UUID in text

    /** Fewer characters of an id are a name that was mistyped. */
    private static final int ENOUGH = 8;

    /** So many candidates are listed. */
    private static final int SHOWN = 10;

    private Lookup() {}

    /**
     * Finds a server that lives.
     *
     * @throws RejectedException when there is none, or more than one
     */
    public static ObservedServer server(Servers servers, String text) {
        return server(servers, text, Set.of());
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
            try {
                return server(servers, text, Set.of(ServerState.TERMINATED));
            } catch (RejectedException alsoNot) {
                throw alsoNot.refusal() == Refusal.NOT_FOUND ? e : alsoNot;
            }
        }
    }

    private static ObservedServer server(Servers servers, String text, Set<ServerState> states) {
        refuseBlank("server", text);
        var exact = exact(text, () -> servers.find(new ServerId(text)));
        if (exact.isPresent()) {
            return exact.get();
        }
        var found = all(servers, query(states, text), one -> one.server().name().equals(text));
        if (!found.isEmpty() && !states.isEmpty()) {
            return found.get(0);
        }
        if (found.isEmpty() && text.length() >= ENOUGH) {
            found = all(
                    servers,
                    query(states, null),
                    one -> isMeant(one.server().id().value(), text));
        }
        return only(found, "server", text, one -> candidate(one.server()));
    }

    /** What has this whole id. */
    private static <T> Optional<T> exact(String text, Supplier<T> find) {
        if (text.length() != ID_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(find.get());
        } catch (RejectedException e) {
            if (e.refusal() == Refusal.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What lives the oldest first, because its namesakes are listed; what is terminated the newest first. */
    private static ServerQuery query(Set<ServerState> states, @Nullable String part) {
        var sort = states.isEmpty() ? ServerQuery.Sort.OLDEST_FIRST : ServerQuery.Sort.NEWEST_FIRST;
        return new ServerQuery(null, states, part, Map.of(), null, sort);
    }

    /**
     * Finds the servers of all these words, each once: a word with {@code *} or {@code ?} is a pattern of names, and any other one server.
     *
     * @param find finds the server of one word
     * @param outcomes is told of words that match nothing, or too much
     */
    public static List<ObservedServer> servers(
            Servers servers, List<String> words, Function<String, ObservedServer> find, Outcomes outcomes) {
        var found = new LinkedHashMap<ServerId, ObservedServer>();
        each(
                words,
                "server",
                pattern -> all(
                        servers,
                        ServerQuery.all(),
                        one -> pattern.test(one.server().name())),
                find,
                one -> found.put(one.server().id(), one),
                outcomes);
        return List.copyOf(found.values());
    }

    /** Finds the accounts of all these words, as {@link #servers} does. */
    public static List<Account> accounts(Accounts accounts, List<String> words, Outcomes outcomes) {
        var found = new LinkedHashMap<AccountId, Account>();
        each(
                words,
                "account",
                pattern -> accounts.list().stream()
                        .filter(one -> pattern.test(one.name()))
                        .toList(),
                word -> account(accounts, word),
                one -> found.put(one.id(), one),
                outcomes);
        return List.copyOf(found.values());
    }

    /** Finds the operations of all these ids. */
    public static List<Operation> operations(Operations operations, List<String> words, Outcomes outcomes) {
        var found = new ArrayList<Operation>();
        each(words, "operation", pattern -> List.of(), word -> operation(operations, word), found::add, outcomes);
        return found;
    }

    private static <T> void each(
            List<String> words,
            String what,
            Function<Predicate<String>, List<T>> matching,
            Function<String, T> find,
            Consumer<T> found,
            Outcomes outcomes) {
        for (var word : words) {
            try {
                if (!isPattern(word)) {
                    found.accept(find.apply(word));
                    continue;
                }
                var matches = matching.apply(pattern(word));
                if (matches.isEmpty()) {
                    throw new RejectedException(Refusal.NOT_FOUND, "No " + what + " is called like " + word + ".");
                }
                matches.forEach(found);
            } catch (RejectedException e) {
                outcomes.refused(word, e);
            }
        }
    }

    public static boolean isPattern(String word) {
        return word.indexOf('*') >= 0 || word.indexOf('?') >= 0;
    }

    private static Predicate<String> pattern(String word) {
        var regex = word.chars()
                .mapToObj(each -> switch (each) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default ->
                        Character.isLetterOrDigit(each)
                                ? Character.toString(each)
                                : "\\x{" + Integer.toHexString(each) + "}";
                })
                .collect(Collectors.joining());
        return name -> name.matches(regex);
    }

    /** The servers that live and have one of these names, the oldest first. @param part what all the names have in them */
    public static List<ObservedServer> called(Servers servers, String part, Set<String> names) {
        return all(
                servers,
                query(Set.of(), part),
                one -> names.contains(one.server().name()));
    }

    /** What tells one namesake from another: {@code 0b1c… (RUNNING)}. */
    public static String candidate(Server server) {
        return server.id() + " (" + server.state() + ")";
    }

    /**
     * Finds an account by its id or its name.
     *
     * @throws RejectedException when there is none
     */
    public static Account account(Accounts accounts, String text) {
        refuseBlank("account", text);
        var all = accounts.list();
        var exact = all.stream().filter(one -> one.id().value().equals(text)).toList();
        var named = exact.isEmpty()
                ? all.stream().filter(one -> one.name().equals(text)).toList()
                : exact;
        var found = named.isEmpty()
                ? all.stream().filter(one -> isMeant(one.id().value(), text)).toList()
                : named;
        return only(found, "account", text, one -> one.id() + " (" + one.name() + ")");
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
     * Finds an operation.
     *
     * @throws RejectedException when there is none, or more than one
     */
    public static Operation operation(Operations operations, String text) {
        refuseBlank("operation", text);
        var exact = exact(text, () -> operations.find(new OperationId(text)));
        if (exact.isPresent()) {
            return exact.get();
        }
        return only(byId(operations, text), "operation", text, one -> one.id() + " (" + one.state() + ")");
    }

    /** The list has the greatest id first, so that no id begins with a text that is greater than all which are left. */
    private static List<Operation> byId(Operations operations, String text) {
        var found = new ArrayList<Operation>();
        if (text.length() < ENOUGH) {
            return found;
        }
        @Nullable String cursor = null;
        do {
            var page = operations.list(OperationQuery.all(), new Paging(Paging.MOST, cursor));
            var items = page.items();
            items.stream().filter(one -> isMeant(one.id().value(), text)).forEach(found::add);
            var isOver =
                    items.isEmpty() || items.get(items.size() - 1).id().value().compareTo(text) < 0;
            cursor = isOver ? null : page.nextCursor();
        } while (cursor != null);
        return found;
    }

    /** The newest outages. @param server null for those of all */
    public static List<Outage> outages(Servers servers, OutageFilter filter, @Nullable ServerId server, int most) {
        var found = new ArrayList<Outage>();
        @Nullable String cursor = null;
        do {
            var page = servers.outages(filter, new Paging(server == null ? most : Paging.MOST, cursor));
            page.items().stream()
                    .filter(one -> server == null || one.server().equals(server))
                    .limit(most - found.size())
                    .forEach(found::add);
            cursor = page.nextCursor();
        } while (cursor != null && found.size() < most);
        return found;
    }

    public static List<ObservedServer> all(Servers servers, ServerQuery query, Predicate<ObservedServer> which) {
        return all(paging -> servers.list(query, paging), which);
    }

    /** Those of every page that match. */
    private static <T> List<T> all(Function<Paging, Page<T>> list, Predicate<T> which) {
        var items = new ArrayList<T>();
        @Nullable String cursor = null;
        do {
            var page = list.apply(new Paging(Paging.MOST, cursor));
            page.items().stream().filter(which).forEach(items::add);
            cursor = page.nextCursor();
        } while (cursor != null);
        return items;
    }

    private static boolean isMeant(String id, String text) {
        return text.length() >= ENOUGH && (id.startsWith(text) || id.endsWith(text));
    }

    private static <T> T only(List<T> found, String what, String text, Function<T, String> candidate) {
        if (found.isEmpty()) {
            throw new RejectedException(
                    Refusal.NOT_FOUND,
                    "There is no " + what + " called " + text + "; " + what + ":list shows those there are.");
        }
        if (found.size() > 1) {
            throw new RejectedException(
                    Refusal.CONFLICT,
                    found.size() + " " + what + "s are called " + text + ". Name one by its id: "
                            + found.stream().limit(SHOWN).map(candidate).collect(Collectors.joining(", "))
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
}
