package cloud.dispatcher.store.rows;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerQuery.Sort;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.store.database.Database;
import cloud.dispatcher.store.database.Vault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a list is filtered and sorted by, an index leads to its rows in their order. */
class ListPlanTest {
    private static final AccountId ACCOUNT = new AccountId("a");
    private static final Paging PAGE = new Paging(100, null);

    @TempDir
    Path directory;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(directory, Vault.of(directory));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> plan(String sql) {
        return database.read(session -> session.list("EXPLAIN QUERY PLAN " + sql, row -> row.text("detail")));
    }

    private void assertWalksInOrder(String sql) {
        assertThat(plan(sql))
                .as(sql)
                .noneMatch(step -> step.contains("TEMP B-TREE"))
                .noneMatch(step -> step.startsWith("SCAN") && !step.contains("USING"));
    }

    private void assertSearches(String sql) {
        assertWalksInOrder(sql);
        assertThat(plan(sql)).as(sql).noneMatch(step -> step.startsWith("SCAN"));
    }

    private static String servers(ServerQuery query, int states) {
        return ServerList.listing(query, PAGE).sql("s.state", states, 101);
    }

    private static ServerQuery query(
            AccountId account, String name, Map<String, String> labels, Verdict verdict, Sort sort) {
        return new ServerQuery(account, Set.of(), name, labels, verdict, sort);
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void servers(Sort sort) {
        assertWalksInOrder(servers(query(null, null, Map.of(), null, sort), 0));
        assertWalksInOrder(servers(query(null, "text", Map.of(), null, sort), 0));
        assertSearches(servers(query(ACCOUNT, null, Map.of(), null, sort), 0));
        assertSearches(servers(query(null, null, Map.of(), null, sort), 1));
        assertSearches(servers(query(null, null, Map.of(), Verdict.DOWN, sort), 0));
        assertSearches(servers(query(null, null, Map.of("tier", "web"), null, sort), 0));
        assertSearches(servers(query(null, null, Map.of("tier", "web", "stage", "test"), null, sort), 0));
    }

    @Test
    void operations() {
        var all = OperationList.listing(OperationQuery.all(), PAGE);
        assertThat(plan(all.sql("state", 0, 101))).noneMatch(step -> step.contains("TEMP B-TREE"));
        assertSearches(all.sql("state", 1, 101));
        assertSearches(operations(new OperationQuery(Set.of(), ACCOUNT, null, null), 0));
        assertSearches(operations(new OperationQuery(Set.of(), ACCOUNT, null, null), 1));
        assertSearches(operations(new OperationQuery(Set.of(), null, new ServerId("s"), null), 0));
        assertSearches(operations(new OperationQuery(Set.of(), null, null, ActionKind.LAUNCH), 0));
    }

    private static String operations(OperationQuery query, int states) {
        return OperationList.listing(query, PAGE).sql("state", states, 101);
    }
}
