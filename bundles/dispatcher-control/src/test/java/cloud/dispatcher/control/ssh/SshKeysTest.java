package cloud.dispatcher.control.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshKeysTest {
    @TempDir
    Path base;

    private final String me = System.getProperty("user.name");
    private Path hostKey;
    private Path consoleKey;
    private Path list;

    @BeforeEach
    void place() throws IOException {
        hostKey = base.resolve("etc/host.key");
        consoleKey = base.resolve("var/console.key");
        list = Files.createDirectory(base.resolve("etc")).resolve("keys.properties");
        Files.writeString(list, "_g_\\:admingroup = group,admin"); // no newline behind
    }

    @Test
    void the_first_start_makes_both_keys_and_lets_the_console_in() throws Exception {
        new SshKeys(base).make();
        assertThat(hostKey).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(consoleKey).content().startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
        for (var key : new Path[] {hostKey, consoleKey}) {
            assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(users().getProperty("_g_:admingroup")).isEqualTo("group,admin");
        assertThat(users().getProperty(me))
                .startsWith("AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBB")
                .endsWith(",ssh,viewer,manager,admin,systembundles");
    }

    @Test
    void later_starts_change_nothing_and_let_nobody_in_again_who_was_shut_out() throws Exception {
        new SshKeys(base).make();
        var keys = Files.readString(hostKey) + Files.readString(consoleKey);
        Files.writeString(list, "# nobody\n");
        new SshKeys(base).make();
        assertThat(Files.readString(hostKey) + Files.readString(consoleKey)).isEqualTo(keys);
        assertThat(list).hasContent("# nobody\n");
    }

    @Test
    void a_key_that_the_operator_has_listed_stays_the_only_one() throws Exception {
        Files.writeString(list, me + " = AAAA,ssh,viewer\n");
        new SshKeys(base).make();
        assertThat(list).hasContent(me + " = AAAA,ssh,viewer\n");
        assertThat(consoleKey).doesNotExist();
    }

    @Test
    void where_the_list_cannot_be_written_the_next_start_tries_again() throws Exception {
        Files.delete(list);
        Files.createDirectory(list);
        new SshKeys(base).make();
        assertThat(consoleKey).doesNotExist();
        Files.delete(list);
        new SshKeys(base).make();
        assertThat(users().getProperty(me)).isNotNull();
    }

    @Test
    void a_start_that_was_killed_before_the_key_was_in_its_place_is_brought_to_its_end_by_the_next() throws Exception {
        new SshKeys(base).make();
        var key = Files.readString(consoleKey);
        var listed = Files.readString(list);

        Files.move(consoleKey, base.resolve("var/console.key.new"));
        new SshKeys(base).make();
        assertThat(consoleKey).hasContent(key);
        assertThat(list).hasContent(listed);

        Files.move(consoleKey, base.resolve("var/console.key.new"));
        Files.writeString(list, "# the line was not there yet\n");
        new SshKeys(base).make();
        assertThat(consoleKey).hasContent(key);
        assertThat(listed).contains(users().getProperty(me));
        assertThat(base.resolve("var")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void a_half_of_a_key_is_made_anew() throws Exception {
        Files.createDirectory(base.resolve("var"));
        Files.writeString(base.resolve("var/console.key.new"), "-----BEGIN");
        new SshKeys(base).make();
        assertThat(consoleKey).content().startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
        assertThat(users().getProperty(me)).isNotNull();
    }

    @Test
    void a_name_with_signs_of_its_own_is_read_as_it_is() throws Exception {
        new KeysFile(list).add(KeysFile.line("CORP\\jane doe", "AAAA", "ssh"), "why");
        assertThat(users().getProperty("CORP\\jane doe")).isEqualTo("AAAA,ssh");
        assertThat(new KeysFile(list).of("CORP\\jane doe")).contains("AAAA,ssh");
    }

    private Properties users() throws IOException {
        var users = new Properties();
        try (var reader = Files.newBufferedReader(list)) {
            users.load(reader);
        }
        return users;
    }
}
