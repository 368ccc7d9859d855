package cloud.dispatcher.store;

import static cloud.dispatcher.store.Sample.ACCOUNT;
import static cloud.dispatcher.store.Sample.launch;
import static cloud.dispatcher.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path directory;

    @Test
    void credentials_and_user_data_stand_in_no_file_in_clear() throws IOException {
        var launch = launch("op-1", "s-1");
        try (var store = Store.open(directory, Clock.systemUTC())) {
            store.committer().commit(Sample.accountUnit(ACCOUNT), Lane.ACCEPT);
            store.committer().commit(unit(new Write.PutWork(launch)), Lane.ACCEPT);
            assertThat(filesWith("name of account-1"))
                    .as("what is no secret is found")
                    .isNotEmpty();

            assertThat(filesWith("s3cret")).isEmpty();
            assertThat(filesWith("user-data")).isEmpty();

            var action = store.records()
                    .work(launch.operation().id())
                    .orElseThrow()
                    .operation()
                    .action();
            assertThat(((LaunchServer) action).userData()).isEqualTo(Sample.USER_DATA);
        }
        assertThat(filesWith("s3cret")).isEmpty();
        assertThat(filesWith("user-data")).isEmpty();
    }

    @Test
    void user_data_is_erased_for_good_and_what_was_asked_for_stays() {
        var launch = launch("op-1", "s-1");
        try (var store = Store.open(directory, Clock.systemUTC())) {
            store.committer().commit(Sample.accountUnit(ACCOUNT), Lane.ACCEPT);
            store.committer().commit(unit(new Write.PutWork(launch)), Lane.ACCEPT);

            store.committer()
                    .commit(unit(new Write.EraseUserData(launch.operation().id())), Lane.STEP);

            var erased = store.records().work(launch.operation().id()).orElseThrow();
            assertThat(((LaunchServer) erased.operation().action()).userData()).isNull();
            assertThat(((LaunchServer) erased.operation().action()).name()).isEqualTo("web");
            assertThat(erased.version()).isEqualTo(1);
        }
    }

    private List<Path> filesWith(String text) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> contains(file, text)).toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
