package cloud.dispatcher.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class SqliteFileTest {
    @TempDir
    Path directory;

    @Test
    void a_connection_to_read_is_in_wal_mode_and_fully_synchronous_and_cannot_write() {
        try (var database = Database.open(directory, Vault.of(directory))) {
            database.<Void>read(session -> {
                assertThat(session.first("PRAGMA journal_mode", row -> row.text("journal_mode")))
                        .contains("wal");
                assertThat(session.number("PRAGMA synchronous")).isEqualTo(2);
                assertThatThrownBy(() -> session.update("DELETE FROM counter")).hasMessageContaining("readonly");
                return null;
            });
        }
    }

    @Test
    void the_committers_connection_is_in_wal_mode_and_fully_synchronous() throws Exception {
        try (var database = Database.open(directory, Vault.of(directory));
                var writer = database.writer()) {
            assertThat(writer.first("PRAGMA journal_mode", row -> row.text("journal_mode")))
                    .contains("wal");
            assertThat(writer.number("PRAGMA synchronous")).isEqualTo(2);
        }
    }

    @Test
    void a_full_disk_fails_the_group_in_clear_words_and_the_store_goes_on_when_there_is_room() {
        try (var database = Database.open(directory, Vault.of(directory));
                var committer = GroupCommitter.start(database)) {
            var text = "x".repeat(100_000);
            write(committer, transaction -> {
                var pages = transaction.session().number("PRAGMA page_count");
                return transaction.session().number("PRAGMA max_page_count = " + (pages + 3));
            });

            assertThatThrownBy(() -> write(committer, transaction -> insert(transaction, "big", text)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The store cannot write: the disk is full.")
                    .hasMessageContaining("dispatcher.db");

            // The failed connection, and with it the limit, is gone.
            assertThat(write(committer, transaction -> insert(transaction, "big", text)))
                    .isEqualTo(1);
            assertThat((long) database.<Long>read(session -> session.number("SELECT count(*) FROM reader")))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_database_that_cannot_be_written_says_so() {
        try (var database = Database.open(directory, Vault.of(directory));
                var committer = GroupCommitter.start(database)) {
            write(committer, transaction -> (long) transaction.session().update("PRAGMA query_only = 1"));

            assertThatThrownBy(() -> write(committer, transaction -> insert(transaction, "r", "1")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be written. Check its owner, its mode");
        }
    }

    private static long write(GroupCommitter committer, Change<Long> change) {
        return committer.write(Lane.STEP, change);
    }

    private static long insert(Transaction transaction, String name, String text) throws SQLException {
        return transaction.session().update("INSERT INTO reader (name, position) VALUES (?, ?)", name + text, 1);
    }

    @Test
    void a_row_that_breaks_a_rule_of_the_tables_fails_alone() {
        try (var database = Database.open(directory, Vault.of(directory));
                var committer = GroupCommitter.start(database)) {
            write(committer, transaction -> insert(transaction, "r", ""));

            assertThatThrownBy(() -> write(committer, transaction -> {
                        transaction.next(Transaction.Counter.EVENT);
                        return insert(transaction, "r", "");
                    }))
                    .isInstanceOf(StoreException.class);

            assertThat(write(committer, transaction -> transaction.next(Transaction.Counter.EVENT)))
                    .as("the number is given again")
                    .isEqualTo(1);
        }
    }

    @Test
    void who_waits_for_a_commit_and_is_interrupted_still_gets_its_answer() {
        try (var database = Database.open(directory, Vault.of(directory));
                var committer = GroupCommitter.start(database)) {
            Thread.currentThread().interrupt();

            assertThat(write(committer, transaction -> insert(transaction, "r", "")))
                    .isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void other_keys_than_those_of_the_database_are_refused() throws IOException {
        Database.open(directory, Vault.of(directory)).close();
        var other = Files.createDirectory(directory.resolve("other"));
        Database.open(other, Vault.of(other)).close();
        Files.copy(other.resolve(Keys.FILE), directory.resolve(Keys.FILE), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> Database.open(directory, Vault.of(directory)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Restore both from the same backup");
    }

    @Test
    void tables_without_their_keys_are_refused_and_no_new_keys_are_made() throws IOException {
        Database.open(directory, Vault.of(directory)).close();
        Files.delete(directory.resolve(Keys.FILE));

        assertThatThrownBy(() -> Vault.of(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store.keys is missing. Restore it from the backup");
        assertThat(directory.resolve(Keys.FILE)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "without tables"})
    void keys_without_their_tables_are_refused_and_no_new_tables_are_made(String database) throws Exception {
        Database.open(directory, Vault.of(directory)).close();
        var file = directory.resolve(Database.FILE);
        Files.delete(file);
        if (database.equals("empty")) {
            Files.createFile(file);
        } else if (database.equals("without tables")) {
            try (var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = other.createStatement()) {
                statement.execute("VACUUM");
                statement.execute("PRAGMA user_version = 1");
            }
        }

        assertThatThrownBy(() -> Database.open(directory, Vault.of(directory)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is missing or empty. Restore it from the backup, together with the keys.");
    }

    @Test
    void a_first_start_that_broke_off_is_begun_again() throws IOException {
        Vault.of(directory);
        Database.open(directory, Vault.of(directory)).close();
        Files.move(directory.resolve(Keys.FILE), directory.resolve(Keys.FILE + ".new"));

        Database.open(directory, Vault.of(directory)).close();

        assertThat(directory.resolve(Keys.FILE)).exists();
        assertThat(directory.resolve(Keys.FILE + ".new")).doesNotExist();
    }

    @Test
    void a_damaged_key_file_is_refused_without_showing_it() throws IOException {
        Files.writeString(directory.resolve(Keys.FILE), "seal=c2VjcmV0\n");

        assertThatThrownBy(() -> Vault.of(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void a_file_that_is_no_database_is_refused_in_clear_words() throws IOException {
        Files.writeString(
                directory.resolve("dispatcher.db"), "not a database, but long enough to look like one".repeat(100));

        assertThatThrownBy(() -> Database.open(directory, Vault.of(directory)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("dispatcher.db");
    }

    @Test
    void a_database_that_was_abandoned_is_looked_through_and_refused_when_damaged() throws IOException {
        try (var database = Database.open(directory, Vault.of(directory));
                var committer = GroupCommitter.start(database)) {
            for (var i = 0; i < 200; i++) {
                var name = "reader " + i;
                write(committer, transaction -> insert(transaction, name, "x".repeat(1_000)));
            }
            committer.close();
            database.closeWhole();
        }
        try (var channel = FileChannel.open(directory.resolve(Database.FILE), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("damage".repeat(1_000).getBytes(StandardCharsets.UTF_8)), channel.size() / 2);
        }

        assertThatThrownBy(() -> Database.open(directory, Vault.of(directory), Database.After.ABANDONED))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged (")
                .hasMessageContaining("Restore it from the backup, together with the keys.");
    }

    @Test
    void a_check_that_takes_too_long_does_not_keep_the_store_closed() {
        Database.open(directory, Vault.of(directory)).close();
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve(Database.FILE));

        assertThatNoException()
                .isThrownBy(() -> IntegrityCheck.of(directory.resolve(Database.FILE), source, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE flyway_schema_history SET checksum = 1",
                "INSERT INTO flyway_schema_history SELECT 99, '99', description, type, 'V99__x.sql', checksum,"
                        + " installed_by, installed_on, execution_time, success FROM flyway_schema_history WHERE"
                        + " installed_rank = 1"
            })
    void a_database_of_an_older_or_a_newer_version_is_refused_in_one_sentence(String otherVersion) throws Exception {
        Database.open(directory, Vault.of(directory)).close();
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(Database.FILE));
                var statement = other.createStatement()) {
            assertThat(statement.executeUpdate(otherVersion)).isOne();
        }

        assertThatThrownBy(() -> Database.open(directory, Vault.of(directory)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was made by another version of Dispatcher, and this one cannot take it over.");
    }

    @Test
    void directory_and_keys_are_closed_to_others() throws IOException {
        var var = Files.createDirectory(
                directory.resolve("var"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (var taken = Directory.take(var)) {
            Database.open(taken.path(), Vault.of(taken.path())).close();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(var)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(var.resolve(Keys.FILE))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_secret_opens_only_for_its_owner_and_only_unchanged() {
        var vault = Vault.of(directory);
        var sealed = vault.seal("s3cret", "account-1");
        assertThat(vault.open(sealed, "account-1")).isEqualTo("s3cret");
        assertThat(vault.seal("s3cret", "account-1")).as("never twice the same").isNotEqualTo(sealed);

        assertThatThrownBy(() -> vault.open(sealed, "account-2")).isInstanceOf(StoreException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(sealed, "account-1"))
                .isInstanceOf(StoreException.class)
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> vault.open(new byte[0], "account-1")).isInstanceOf(StoreException.class);
    }

    @Test
    void a_directory_is_used_by_one_store_at_a_time() throws Exception {
        try (var first = Directory.take(directory)) {
            for (var i = 0; i < 2; i++) {
                assertThatThrownBy(() -> Directory.take(directory))
                        .isInstanceOf(DirectoryInUseException.class)
                        .hasMessage("This process already uses the store in " + first.path()
                                + ": stop it first, or give this one a directory of its own in"
                                + " etc/cloud.dispatcher.store.cfg.");
            }
            assertThat(anotherProcess())
                    .as("the refusals above have not given up the lock")
                    .isEqualTo("Another container (process "
                            + ProcessHandle.current().pid()
                            + ") already uses the store in " + first.path()
                            + ": stop it first, or give this one a directory of its own in"
                            + " etc/cloud.dispatcher.store.cfg.");
        }
        assertThat(anotherProcess()).isEqualTo("taken");
        Directory.take(directory).close();
    }

    private String anotherProcess() throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SecondContainer.class.getName(),
                        directory.toString()))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    /** What another process sees. */
    static final class SecondContainer {
        private SecondContainer() {}

        @SuppressWarnings("SystemOut")
        public static void main(String... arguments) {
            try (var taken = Directory.take(Path.of(arguments[0]))) {
                System.out.println(taken.path().isAbsolute() ? "taken" : "odd");
            } catch (DirectoryInUseException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
