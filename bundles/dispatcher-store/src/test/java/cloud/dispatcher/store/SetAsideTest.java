package cloud.dispatcher.store;

import static cloud.dispatcher.store.Sample.ACCOUNT;
import static cloud.dispatcher.store.Sample.NOW;
import static cloud.dispatcher.store.Sample.accountUnit;
import static cloud.dispatcher.store.Sample.event;
import static cloud.dispatcher.store.Sample.launch;
import static cloud.dispatcher.store.Sample.line;
import static cloud.dispatcher.store.Sample.server;
import static cloud.dispatcher.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.Heartbeats.Judgement;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Targets.Target;
import cloud.dispatcher.state.Write;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of three rows of every sort the second cannot be read. */
class SetAsideTest {
    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void fill() {
        store = Store.open(directory, Clock.systemUTC());
        store.committer().commit(accountUnit(ACCOUNT), Lane.ACCEPT);
        for (var number : List.of("1", "2", "3")) {
            store.committer().commit(accountUnit(new AccountId("other-" + number)), Lane.ACCEPT);
            var work = launch("o" + number, "s" + number);
            store.committer()
                    .commit(
                            unit(
                                    List.of(event("event " + number)),
                                    new Write.PutServer(server("s" + number)),
                                    new Write.PutWork(work),
                                    new Write.PutLedger(line(work, "line"))),
                            Lane.ACCEPT);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void damage(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("dispatcher.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isOne();
        }
    }

    /** Page by page, one row each. */
    private static <T> List<String> all(Function<Paging, Page<T>> list, Function<T, Object> name) {
        var all = new ArrayList<String>();
        var page = list.apply(new Paging(1, null));
        page.items().forEach(item -> all.add(name.apply(item).toString()));
        while (page.nextCursor() != null) {
            page = list.apply(new Paging(1, page.nextCursor()));
            page.items().forEach(item -> all.add(name.apply(item).toString()));
        }
        return all;
    }

    private void assertTold(String row) {
        assertThat(store.records().summary().setAside()).isEqualTo(row + " cannot be read and is set aside");
        assertThat(store.committer().trouble()).as("it works").isNull();
    }

    @Test
    void an_operation_leaves_the_list_and_the_queue_to_the_others() throws SQLException {
        damage("UPDATE operation SET body = '{' WHERE id = 'o2'");

        assertThat(all(paging -> store.records().operations(OperationQuery.all(), paging), operation -> operation.id()))
                .containsExactly("o3", "o1");
        assertThat(store.records().due(NOW, Set.of(), 2))
                .as("it does not fill the places of the others")
                .extracting(work -> work.operation().id().value())
                .containsExactly("o1", "o3");
        assertThat(store.records().overdue(NOW.plusSeconds(1_000_000), 9)).hasSize(2);
        assertTold("operation o2");
        assertThatThrownBy(() -> store.records().work(new OperationId("o2")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("operation o2");
    }

    @Test
    void an_operation_whose_user_data_was_changed_leaves_the_others() throws SQLException {
        damage("UPDATE operation SET user_data = x'01020304' WHERE id = 'o2'");

        assertThat(store.records().due(NOW, Set.of(), 9)).hasSize(2);
        assertTold("operation o2");
    }

    @Test
    void a_server_leaves_the_list_and_the_heartbeats_to_the_others() throws SQLException {
        damage("UPDATE server SET body = 'x', probe_method = 'SMELL' WHERE id = 's2'");

        assertThat(all(
                        paging -> store.records().servers(ServerQuery.all(), paging),
                        observed -> observed.server().id()))
                .containsExactly("s1", "s3");
        assertThat(store.targets().all())
                .extracting(Target::server)
                .containsExactlyInAnyOrder(new ServerId("s1"), new ServerId("s3"));
        assertTold("server s2");
    }

    @Test
    void a_heartbeat_that_cannot_be_recorded_leaves_its_batch() throws SQLException {
        damage("UPDATE server SET verdict = 'MAYBE' WHERE id = 's2'");
        var batch = List.of("s1", "s2", "s3").stream()
                .map(id -> new Judgement(new ServerId(id), 1, Sample.heartbeat(Verdict.UP, NOW)))
                .toList();

        assertThat(store.heartbeats().record(batch)).hasSize(2);
        assertTold("server s2");
    }

    @Test
    void an_event_leaves_the_journal_to_the_others() throws SQLException {
        damage("UPDATE event SET data = '[' WHERE number = 2");

        assertThat(store.journal().after(0, EventQuery.all(), 9))
                .extracting(Event::message)
                .containsExactly("event 1", "event 3");
        assertTold("event 2");
    }

    @Test
    void an_account_leaves_the_list_to_the_others() throws SQLException {
        damage("UPDATE account SET settings = '' WHERE id = 'other-2'");

        assertThat(store.records().accounts()).hasSize(3);
        assertTold("account other-2");
    }

    @Test
    void a_line_of_the_ledger_is_never_left_out_of_a_decision() throws SQLException {
        damage("UPDATE ledger SET twins = '' WHERE operation = 'o2'");

        assertThatThrownBy(() -> store.records().ledger(new ServerId("s2"))).isInstanceOf(StoreException.class);
        assertThat(store.records().ledger(new ServerId("s1"))).hasSize(1);
        assertTold("ledger s2");
    }
}
