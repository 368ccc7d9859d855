package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.itests.outside.Api.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The disk under {@code var/} is full, fails, and is read-only; each test leaves all well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiskIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int MEGABYTES = 32;
    private static final int MANY = 500;
    private static final int FEW = 5;

    private Distribution distribution;
    private Disk disk;
    private Process otherNamespace;
    private Api api;
    private String account;
    private int launches;

    @BeforeAll
    void startWithADiskOfItsOwn() throws IOException {
        distribution = Distribution.unpack("DiskIT");
        disk = Disk.on(distribution.home().resolve("var"), MEGABYTES);
        otherNamespace = disk.otherNamespace();
        api = distribution.start();
        account = api.account("cloud", "simulator", Map.of("bootTime", "PT5S", "port", distribution.simulatedPort()));
    }

    @AfterAll
    void end() throws IOException {
        distribution.close();
        if (otherNamespace != null) {
            otherNamespace.destroy();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void a_full_disk_refuses_in_clear_words_keeps_what_was_accepted_and_goes_on_when_there_is_room() throws Exception {
        var accepted = new ArrayList<String>();
        accept(accepted);
        int before = distribution.log("the disk is full").size();

        disk.fill();
        var refused = refusal(accepted);
        assertThat(refused.body().get("detail").asText())
                .contains("the disk is full. Make room where ", "Nothing was changed.");
        for (int i = 0; i < MANY; i++) {
            assertThat(launch("while full").status()).isEqualTo(503);
        }
        assertTroubleIsTold("the disk is full");
        assertThat(distribution.log("the disk is full").size() - before)
                .as("told a few times, not thousands of times")
                .isBetween(1, FEW);

        var stop = distribution.run("stop");
        assertThat(stop.code()).as("what it cannot store it does not claim").isEqualTo(1);
        assertThat(stop.text()).contains("Stopping Dispatcher.", "var/desired.state cannot be written: ");
        distribution.must("start");

        disk.makeRoom();
        goesOn(accepted);
    }

    @Test
    void a_disk_that_fails_and_is_read_only_is_told_in_clear_words_and_nothing_accepted_is_lost() throws Exception {
        var accepted = new ArrayList<String>();
        accept(accepted);
        Eventually.until("the cloud has begun them all, and written so", SOON, () -> areWithTheCloud(accepted));

        disk.fail();
        var refused = refusal(accepted);
        assertThat(refused.body().get("detail").asText()).contains("dispatcher.db", "Nothing was changed.");
        assertTroubleIsTold("dispatcher.db");

        distribution.must("shutdown");
        disk.mendReadOnly();
        var start = distribution.run("start");
        assertThat(start.code()).isNotZero();
        assertThat(start.text())
                .contains(distribution.home().resolve("var") + " is read-only.")
                .doesNotContain("\tat ");

        disk.becomeWritable();
        distribution.must("start");
        goesOn(accepted);
    }

    /** Some that have things to store for a while. */
    private void accept(List<String> accepted) throws IOException {
        for (int i = 0; i < FEW; i++) {
            accepted.add(operation(launch("before")));
        }
    }

    /** The first refusal; what was there of room until then may be used. */
    private Answer refusal(List<String> accepted) throws IOException {
        for (int i = 0; i < MANY; i++) {
            var answer = launch("into the last room");
            if (answer.status() != 202) {
                assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
                return answer;
            }
            accepted.add(operation(answer));
        }
        throw new AssertionError(MANY + " launches were accepted");
    }

    private void assertTroubleIsTold(String why) throws IOException {
        assertThat(api.get("/api/v1/servers").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/status").good().path("trouble").asText()).contains(why);
        var status = distribution.run("status");
        assertThat(status.code()).isZero();
        assertThat(status.text()).containsPattern("store +The store cannot write: .*" + why);
    }

    private void goesOn(List<String> accepted) throws IOException {
        Eventually.until("it accepts again", SOON, () -> {
            var answer = launch("after");
            if (answer.status() == 202) {
                accepted.add(operation(answer));
            }
            return answer.status() == 202;
        });
        for (var operation : accepted) {
            var ended = api.over(operation);
            assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        }
        var truth = Truth.of(account, distribution);
        assertThat(truth.operations()).containsAll(accepted);
        assertThat(truth.doubled()).isEmpty();
        assertThat(api.all("/api/v1/operations")).hasSameSizeAs(truth.operations());
        assertThat(api.get("/api/v1/status").good().has("trouble")).isFalse();
    }

    private boolean areWithTheCloud(List<String> operations) throws IOException {
        for (var operation : operations) {
            var waits = api.get("/api/v1/operations/" + operation).good().at("/waiting/for");
            if (!waits.asText().equals("CLOUD")) {
                return false;
            }
        }
        return true;
    }

    private Answer launch(String name) throws IOException {
        var server = Api.server(account, name + " " + ++launches, "small", "debian-12");
        return api.post("/api/v1/servers", server, "Idempotency-Key", "launch-" + launches);
    }

    private static String operation(Answer answer) {
        return answer.good().at("/operations/0/id").asText();
    }
}
