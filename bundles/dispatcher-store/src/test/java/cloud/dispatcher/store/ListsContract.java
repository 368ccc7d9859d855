package cloud.dispatcher.store;

import static cloud.dispatcher.store.Sample.ACCOUNT;
import static cloud.dispatcher.store.Sample.NOW;
import static cloud.dispatcher.store.Sample.accountUnit;
import static cloud.dispatcher.store.Sample.launch;
import static cloud.dispatcher.store.Sample.named;
import static cloud.dispatcher.store.Sample.next;
import static cloud.dispatcher.store.Sample.server;
import static cloud.dispatcher.store.Sample.stop;
import static cloud.dispatcher.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerQuery.Sort;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.Heartbeats.Judgement;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.state.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store holds of lists and their pages, whatever its database. */
public abstract class ListsContract {
    private Store store;

    protected abstract Store open();

    @BeforeEach
    void openOne() {
        store = open();
        store.committer().commit(accountUnit(ACCOUNT), Lane.ACCEPT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void put(Server... servers) {
        for (var server : servers) {
            store.committer().commit(unit(new Write.PutServer(server)), Lane.STEP);
        }
    }

    private void put(Work... works) {
        for (var work : works) {
            store.committer().commit(unit(new Write.PutWork(work)), Lane.STEP);
        }
    }

    private List<String> servers(ServerQuery query) {
        return store.records().servers(query, Paging.first(100)).items().stream()
                .map(ListsContract::id)
                .toList();
    }

    private static String id(ObservedServer observed) {
        return observed.server().id().value();
    }

    private List<String> operations(OperationQuery query) {
        return store.records().operations(query, Paging.first(100)).items().stream()
                .map(operation -> operation.id().value())
                .toList();
    }

    private static <T> List<T> walk(Function<Paging, Page<T>> list, int limit, Runnable between) {
        var all = new ArrayList<T>();
        var page = list.apply(Paging.first(limit));
        all.addAll(page.items());
        while (page.nextCursor() != null) {
            between.run();
            page = list.apply(new Paging(limit, page.nextCursor()));
            assertThat(page.items()).isNotEmpty();
            all.addAll(page.items());
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void paging_through_servers_is_complete_while_others_are_added(Sort sort) {
        // Names and times collide: the id decides.
        var before = IntStream.range(0, 23)
                .mapToObj(i -> named(server("m-" + i), "name" + i % 3, NOW.plusSeconds(i % 4)))
                .toList();
        put(before.toArray(Server[]::new));
        var added = new ArrayList<String>();
        var query = new ServerQuery(null, Set.of(), null, Map.of(), null, sort);

        var seen = walk(paging -> store.records().servers(query, paging), 4, () -> {
            for (var id : List.of("a-" + added.size(), "z-" + added.size())) {
                put(named(server(id), "name1", NOW.plusSeconds(2)));
                added.add(id);
            }
        });

        assertThat(seen).extracting(ListsContract::id).doesNotHaveDuplicates();
        assertThat(seen)
                .extracting(ListsContract::id)
                .containsAll(before.stream().map(server -> server.id().value()).toList());
    }

    @Test
    void servers_are_sorted_as_asked() {
        put(
                named(server("1"), "beta", NOW),
                named(server("2"), "Alpha", NOW.plusSeconds(1)),
                named(server("3"), "gamma", NOW.plusSeconds(2)));

        assertThat(servers(sorted(Sort.OLDEST_FIRST))).containsExactly("1", "2", "3");
        assertThat(servers(sorted(Sort.NEWEST_FIRST))).containsExactly("3", "2", "1");
        assertThat(servers(sorted(Sort.NAME))).containsExactly("2", "1", "3");
        assertThat(servers(sorted(Sort.NAME_REVERSED))).containsExactly("3", "1", "2");
    }

    private static ServerQuery sorted(Sort sort) {
        return new ServerQuery(null, Set.of(), null, Map.of(), null, sort);
    }

    private static ServerQuery byName(String name) {
        return new ServerQuery(null, Set.of(), name, Map.of(), null, Sort.OLDEST_FIRST);
    }

    private static ServerQuery in(ServerState... states) {
        return new ServerQuery(null, Set.of(states), null, Map.of(), null, Sort.OLDEST_FIRST);
    }

    @Test
    void servers_are_filtered_by_a_part_of_their_name_in_any_case_and_literally() {
        put(named(server("1"), "Web_ÄPFEL%", NOW), named(server("2"), "webxapfel", NOW));

        assertThat(servers(byName("äpfel"))).containsExactly("1");
        assertThat(servers(byName("b_"))).containsExactly("1");
        assertThat(servers(byName("%"))).containsExactly("1");
        assertThat(servers(byName("WEB"))).containsExactly("1", "2");
        assertThat(servers(byName("\\"))).isEmpty();
    }

    @Test
    void servers_are_filtered_by_state_and_the_terminated_are_shown_on_demand() {
        var gone = server("gone");
        put(server("runs"), server("stops"), gone);
        put(next(server("stops"), ServerState.STOPPED), next(gone, ServerState.TERMINATED));

        assertThat(servers(ServerQuery.all())).containsExactly("runs", "stops");
        assertThat(servers(in(ServerState.STOPPED))).containsExactly("stops");
        assertThat(servers(in(ServerState.TERMINATED))).containsExactly("gone");
        assertThat(servers(in(ServerState.TERMINATED, ServerState.RUNNING))).containsExactly("gone", "runs");
        assertThat(servers(in(ServerState.STOPPED, ServerState.RUNNING))).containsExactly("runs", "stops");
    }

    @Test
    void servers_are_filtered_by_account_label_and_heartbeat() {
        put(server("1"), server("2"));
        store.heartbeats().record(List.of(new Judgement(new ServerId("2"), 1, Sample.heartbeat(Verdict.UP, NOW))));

        assertThat(servers(new ServerQuery(ACCOUNT, Set.of(), null, Map.of("tier", "web"), Verdict.UP, Sort.NAME)))
                .containsExactly("2");
        assertThat(servers(new ServerQuery(null, Set.of(), null, Map.of(), Verdict.UNKNOWN, Sort.NAME)))
                .containsExactly("1");
        assertThat(servers(new ServerQuery(null, Set.of(), null, Map.of("tier", "db"), null, Sort.NAME)))
                .isEmpty();
        assertThat(servers(new ServerQuery(new AccountId("x"), Set.of(), null, Map.of(), null, Sort.NAME)))
                .isEmpty();
    }

    @Test
    void a_server_is_shown_with_all_that_is_known_of_it() {
        put(server("1"));

        var observed = store.records()
                .servers(ServerQuery.all(), Paging.first(1))
                .items()
                .get(0);

        assertThat(observed.server()).isEqualTo(server("1"));
        assertThat(observed.heartbeat().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(store.records().observed(new ServerId("1"))).contains(observed);
    }

    @Test
    void paging_through_operations_is_complete_while_others_are_accepted() {
        for (var i = 0; i < 23; i++) {
            put(stop("op-" + i, "s-" + i % 5));
        }
        var added = new ArrayList<String>();

        var seen = walk(paging -> store.records().operations(OperationQuery.all(), paging), 5, () -> {
            added.add("late-" + added.size());
            put(stop(added.get(added.size() - 1), "s-1"));
        });

        assertThat(seen)
                .extracting(operation -> operation.id().value())
                .containsExactlyElementsOf(
                        IntStream.range(0, 23).mapToObj(i -> "op-" + (22 - i)).toList());
    }

    @Test
    void operations_are_filtered_by_what_is_asked_for() {
        put(launch("a", "s-1"), stop("b", "s-1"), stop("c", "s-2"));
        put(Sample.Change.next(launch("a", "s-1"))
                .state(OperationState.SUCCEEDED)
                .done());
        put(Sample.Change.next(stop("c", "s-2")).state(OperationState.FAILED).done());

        assertThat(operations(OperationQuery.all())).containsExactly("c", "b", "a");
        assertThat(operations(states(OperationState.SUCCEEDED, OperationState.FAILED)))
                .containsExactly("c", "a");
        assertThat(operations(states(OperationState.ACCEPTED))).containsExactly("b");
        assertThat(operations(new OperationQuery(Set.of(), ACCOUNT, new ServerId("s-1"), null)))
                .containsExactly("b", "a");
        assertThat(operations(new OperationQuery(Set.of(), null, null, ActionKind.LAUNCH)))
                .containsExactly("a");
    }

    private static OperationQuery states(OperationState... states) {
        return new OperationQuery(Set.of(states), null, null, null);
    }

    @Test
    void a_launch_comes_back_whole_with_its_user_data() {
        var work = launch("a", "s-1");
        put(work);

        assertThat(store.records()
                        .operations(OperationQuery.all(), Paging.first(1))
                        .items())
                .extracting(Operation::action)
                .containsExactly(work.operation().action());
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        put(server("1"), server("2"));
        put(stop("a", "s-1"), stop("b", "s-1"));
        var records = store.records();
        var one = Paging.first(1);
        var byAge = records.servers(ServerQuery.all(), one).nextCursor();
        var byNumber = records.operations(OperationQuery.all(), one).nextCursor();

        for (var foreign : List.of("", "nonsense", "!", "AAAA", byAge, byAge + "x")) {
            assertThatThrownBy(() -> records.operations(OperationQuery.all(), new Paging(1, foreign)))
                    .as(foreign)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> records.outages(new Paging(1, foreign)))
                    .as(foreign)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> records.servers(sorted(Sort.NAME), new Paging(1, byAge)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> records.servers(ServerQuery.all(), new Paging(1, byNumber)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> records.openOutages(new Paging(1, byNumber)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(byAge).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void accounts_are_listed_by_name() {
        store.committer().commit(accountUnit(new AccountId("a")), Lane.ACCEPT);

        assertThat(store.records().accounts())
                .extracting(account -> account.id().value())
                .containsExactly("a", "account-1");
    }
}
