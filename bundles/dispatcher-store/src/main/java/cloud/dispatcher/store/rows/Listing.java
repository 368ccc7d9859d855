package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, asked for in one statement. Several states become a union of ordered parts, because each part then is a short walk
 * along an index, however long the table is.
 */
final class Listing {
    private final String select;
    private final String order;
    private final String wholeOrder;
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    /**
     * @param select up to and without WHERE
     * @param order column names of the answer
     */
    Listing(String select, String order) {
        this(select, order, order);
    }

    /**
     * The same where a table that is not shown gives the order.
     *
     * @param order columns of the tables
     * @param wholeOrder columns of the answer that sort it in the same way
     */
    Listing(String select, String order, String wholeOrder) {
        this.select = select;
        this.order = order;
        this.wholeOrder = wholeOrder;
    }

    Listing where(String condition, @Nullable Object... bound) {
        conditions.add(condition);
        values.addAll(Arrays.asList(bound));
        return this;
    }

    /** Limits the list where there is a value. */
    Listing whereIs(String column, @Nullable Object value) {
        return value == null ? this : where(column + " = ?", value);
    }

    /** Leaves out the rows of these. */
    Listing whereNoneOf(String column, Collection<AccountId> accounts) {
        if (accounts.isEmpty()) {
            return this;
        }
        var marks = String.join(", ", Collections.nCopies(accounts.size(), "?"));
        return where(
                column + " NOT IN (" + marks + ")",
                accounts.stream().map(AccountId::value).toArray());
    }

    /** The first so many. */
    <T> List<T> first(Session session, Session.Mapper<T> mapper, int limit) throws SQLException {
        var bound = new ArrayList<>(values);
        bound.add(limit);
        return session.readable(part(""), mapper, bound.toArray());
    }

    <T> Page<T> page(Session session, Session.Mapper<T> mapper, Paging paging, Session.Mapper<String> cursor)
            throws SQLException {
        return page(session, mapper, paging, cursor, "", List.of());
    }

    /**
     * @param column of which one of the choices must hold
     * @param choices empty: any
     */
    <T> Page<T> page(
            Session session,
            Session.Mapper<T> mapper,
            Paging paging,
            Session.Mapper<String> cursor,
            String column,
            Collection<? extends Enum<?>> choices)
            throws SQLException {
        var limit = paging.limit() + 1;
        var bound = new ArrayList<@Nullable Object>();
        for (var choice : choices) {
            bound.addAll(values);
            bound.add(choice);
            bound.add(limit);
        }
        if (choices.isEmpty()) {
            bound.addAll(values);
            bound.add(limit);
        }
        var sql = sql(column, choices.size(), limit);
        var rows = new Rows<>(mapper, cursor, paging.limit());
        session.readable(sql, rows::add, bound.toArray());
        return rows.page();
    }

    /** Collects a page. Its rows are counted before they are read, so that one that cannot be read does not end the list. */
    private static final class Rows<T> {
        private final Session.Mapper<T> mapper;
        private final Session.Mapper<String> cursor;
        private final int limit;
        private final List<T> items = new ArrayList<>();
        private int count;
        private @Nullable String last;

        Rows(Session.Mapper<T> mapper, Session.Mapper<String> cursor, int limit) {
            this.mapper = mapper;
            this.cursor = cursor;
            this.limit = limit;
        }

        int add(Row row) throws SQLException {
            count++;
            if (count == limit) {
                last = cursor.map(row);
            }
            if (count <= limit) {
                items.add(mapper.map(row));
            }
            return count;
        }

        Page<T> page() {
            return new Page<>(items, count > limit ? last : null);
        }
    }

    /** The statement for a choice of so many. */
    String sql(String column, int choices, int limit) {
        return choices < 2
                ? part(choices == 0 ? "" : column + " = ?")
                : union(Collections.nCopies(choices, part(column + " = ?")), limit);
    }

    private String part(String more) {
        var all = new ArrayList<>(conditions);
        if (!more.isEmpty()) {
            all.add(more);
        }
        var where = all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
        return select + where + " ORDER BY " + order + " LIMIT ?";
    }

    private String union(List<String> parts, int limit) {
        var all = new ArrayList<String>();
        for (var part : parts) {
            all.add("SELECT * FROM (" + part + ") AS part");
        }
        return String.join(" UNION ALL ", all) + " ORDER BY " + wholeOrder + " LIMIT " + limit;
    }
}
