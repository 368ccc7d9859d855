package cloud.dispatcher.control.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHistoryTest {
    @TempDir
    Path folder;

    private LineReader reader;

    @BeforeEach
    void open() throws Exception {
        reader = LineReaderBuilder.builder()
                .terminal(new DumbTerminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream()))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account:create -c secretKey=hunter2 aws ec2",
                "create -s pin=hunter2 aws ec2",
                "account:update aws -s apiHash=hunter2",
                "echo a; account:create -s pin=hunter2",
                "each [1] {account:create -s pin=hunter2}",
                "make '-c' a=hunter2",
                "make --credential=a=hunter2",
                "launch --user-data hunter2 web",
                "jaas:user-add x hunter2",
                "config:property-set -p x y hunter2",
                "ssh -P hunter2 host",
                "ssh:ssh -P hunter2 host",
                "db_password = hunter2",
                "echo $accessKey hunter2",
            })
    void a_line_that_may_carry_a_credential_is_not_written(String line) {
        assertThat(UserHistory.mayBeKept(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server:launch --account aws --size small --image debian-12 web-1",
                "account:list",
                "account:show aws",
                "operation:watch 01a2",
                "log:set DEBUG cloud.dispatcher",
                "server:list | grep -i web",
            })
    void any_other_is(String line) {
        assertThat(UserHistory.mayBeKept(line)).isTrue();
    }

    @Test
    void a_line_of_any_length_does_not_fill_the_disk() {
        assertThat(UserHistory.mayBeKept("echo " + "x".repeat(5_000))).isFalse();
    }

    @Test
    void each_user_has_a_file_that_is_theirs_alone() throws Exception {
        var histories = folder.resolve("var/history");
        for (var user : new String[] {"jane", "../../etc/x", "CORP\\jane doe"}) {
            var history = UserHistory.of(reader, histories, user);
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
            history.attach(reader);
            history.add("server:list");
            history.add("account:create -c a=hunter2 x y");
            assertThat(history.get(history.last()))
                    .as("recalled in this session")
                    .contains("hunter2");
            history.save();
        }
        assertThat(histories).isDirectoryContaining("glob:**/jane.history");
        assertThat(Files.getPosixFilePermissions(histories)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(histories)) {
            assertThat(files).hasSize(3).allSatisfy(file -> {
                assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
                assertThat(file).content().contains("server:list").doesNotContain("hunter2");
            });
        }
        assertThat(folder.resolve("etc")).doesNotExist();
    }

    @Test
    void what_was_typed_in_an_earlier_session_is_there_in_the_next() throws Exception {
        var first = UserHistory.of(reader, folder, "jane");
        first.attach(reader);
        first.add("server:list");
        first.save();
        open();
        var next = UserHistory.of(reader, folder, "jane");
        next.attach(reader);
        assertThat(next.get(next.last())).isEqualTo("server:list");
    }
}
