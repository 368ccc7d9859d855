package cloud.dispatcher.store;

import static cloud.dispatcher.store.Sample.accountUnit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to the store's files while it is open, and what is left of them when it ended. */
class LostFilesTest {
    @TempDir
    Path home;

    private Path var;

    @BeforeEach
    void make() {
        var = home.resolve("var");
    }

    private Store open() {
        return Store.open(var, Clock.systemUTC());
    }

    private static void put(Store store, String account) {
        store.committer().commit(accountUnit(new AccountId(account)), Lane.ACCEPT);
    }

    private static void assertRefuses(Store store, String why) {
        assertThatThrownBy(() -> put(store, "lost"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(why + " under the running container");
        assertThat(store.committer().trouble()).contains(why);
        assertThatThrownBy(() -> store.journal().newest()).hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher.db", "dispatcher.db-wal"})
    void a_file_that_is_removed_is_noticed_before_anything_is_acknowledged(String file) throws IOException {
        try (var store = open()) {
            put(store, "first");
            Files.move(var.resolve(file), home.resolve("away"));

            assertRefuses(store, file + " was removed");
            assertThat(var.resolve("dispatcher.db"))
                    .satisfies(path -> assertThat(Files.exists(path))
                            .as("no empty file is put in its place")
                            .isEqualTo(!file.equals("dispatcher.db")));

            Files.move(home.resolve("away"), var.resolve(file));
            put(store, "second");
            assertThat(store.committer().trouble()).isNull();
        }
        assertThat(stored()).contains("first", "second");
    }

    @Test
    void a_directory_that_is_removed_is_noticed() throws IOException {
        try (var store = open()) {
            put(store, "first");
            Files.move(var, home.resolve("away"));

            assertRefuses(store, "dispatcher.db was removed");

            Files.move(home.resolve("away"), var);
            put(store, "second");
        }
        assertThat(stored()).contains("first", "second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher.db", "dispatcher.db-wal"})
    void a_file_that_is_replaced_is_noticed(String file) throws IOException {
        try (var store = open()) {
            put(store, "first");
            var copy = home.resolve("copy");
            Files.copy(var.resolve(file), copy);
            Files.delete(var.resolve(file));
            Files.copy(copy, var.resolve(file));

            assertRefuses(store, file + " was replaced");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher.db", "dispatcher.db-wal"})
    void a_file_that_is_cut_short_is_noticed(String file) throws IOException {
        try (var store = open()) {
            put(store, "first");
            try (var channel = FileChannel.open(var.resolve(file), StandardOpenOption.WRITE)) {
                channel.truncate(100);
            }

            assertRefuses(store, file + " was cut short");
        }
    }

    @Test
    void an_end_in_good_order_leaves_one_file_that_can_be_copied() throws IOException {
        try (var store = open()) {
            put(store, "first");
            assertThat(store.records().accounts()).hasSize(1);
        }
        try (var files = Files.list(var)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("dispatcher.db", "store.keys", "lock");
        }
        assertThat(var.resolve("lock")).isEmptyFile();

        var copy = Files.createDirectory(home.resolve("copy"));
        Files.copy(var.resolve("dispatcher.db"), copy.resolve("dispatcher.db"));
        Files.copy(var.resolve("store.keys"), copy.resolve("store.keys"));
        var = copy;
        assertThat(stored()).containsExactly("first");
    }

    @Test
    void what_was_killed_is_looked_through_at_the_next_start_and_nothing_is_lost() {
        var store = open();
        put(store, "first");
        store.cut();
        assertThat(var.resolve("lock")).isNotEmptyFile();

        assertThat(stored()).containsExactly("first");
        assertThat(var.resolve("lock")).isEmptyFile();
    }

    private List<String> stored() {
        try (var store = open()) {
            return store.records().accounts().stream()
                    .map(Account::id)
                    .map(AccountId::value)
                    .toList();
        }
    }
}
