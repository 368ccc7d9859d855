package cloud.dispatcher.itests.outside;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Our features on a Karaf that is not ours. */
class PlainKarafIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String OURS = "cloud\\.dispatcher\\..*|scripts/dispatcher.*"
            + "|.*\\.acl\\.(account|dispatcher|event|executor|operation|pinger|server)\\.cfg";

    private static final String TAKEN_OVER = "org\\.ops4j\\.pax\\.logging\\.cfg|org\\.apache\\.karaf\\.log\\.cfg"
            + "|org\\.apache\\.karaf\\.command\\.acl\\..*\\.cfg|custom\\..*";

    private PlainKaraf karaf;

    @BeforeEach
    void start(TestInfo test) throws IOException {
        karaf = PlainKaraf.start(
                "PlainKarafIT-" + test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void end() {
        if (karaf != null) {
            karaf.close();
        }
    }

    @Test
    void the_feature_dispatcher_brings_up_the_same_product() throws Exception {
        int port = Distribution.freePort();
        karaf.command("config:property-set -p cloud.dispatcher.http port " + port);

        karaf.command("feature:install dispatcher");

        var api = api(port);
        launches(api, "first");
        assertThat(ours(karaf.home().resolve("etc"))).containsAll(ours(karaf.shippedEtc()));

        assertThat(karaf.ask("dispatcher:stop").text()).contains("Stopping Dispatcher.", "dispatcher-pinger goes on");
        assertThat(karaf.ask("dispatcher:status")).matches(said -> said.code() == 3);
        assertThat(karaf.ask("pinger:status").text()).contains("running: 1 server");
        assertThat(karaf.ask("dispatcher:start").code()).isZero();
        launches(api, "second");

        takeOverTheConfiguration();
        karaf.kill();
        karaf.start();
        launches(api(port), "third");
        assertThat(karaf.home().resolve("data/log/dispatcher.log")).content().contains("Launch of third succeeded");
        assertThat(karaf.home().resolve("data/log/audit.log")).content().contains("on=\"third\"");
        assertThat(karaf.home().resolve("data/log/access.log")).content().contains("POST");
    }

    @Test
    void the_feature_dispatcher_pinger_alone_starts_and_says_what_it_lacks() {
        karaf.command("feature:install dispatcher-pinger");

        Eventually.until("it says so", SOON, () -> karaf.log().contains("a pinger and no dispatcher"));
        assertThat(karaf.command("feature:list -i"))
                .contains("dispatcher-store")
                .doesNotContain("dispatcher-engine");
        assertThat(karaf.command("bundle:services dispatcher-pinger")).contains("cloud.dispatcher.api.Pinger");
    }

    /** As README tells it; but this Karaf's ssh has a port of its own. */
    private void takeOverTheConfiguration() throws IOException {
        try (var files = Files.walk(karaf.shippedEtc(), 1)) {
            for (var file : files.filter(file -> file.getFileName().toString().matches(TAKEN_OVER))
                    .toList()) {
                Files.copy(file, karaf.home().resolve("etc").resolve(file.getFileName()), REPLACE_EXISTING);
            }
        }
    }

    private void launches(Api api, String name) throws IOException {
        var account =
                api.account("cloud-" + name, "simulator", Map.of("port", Integer.toString(Distribution.freePort())));
        var ended = api.over(api.launch(Api.server(account, name, "small", "debian-12")));
        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        var server = ended.get("server").asText();
        Eventually.until(name + " is UP", SOON, () -> api.verdict(server).equals("UP"));
    }

    /** What of a folder {@code etc} is ours; who may run Karaf's own commands is that Karaf's business. */
    private static Set<String> ours(Path etc) throws IOException {
        try (var files = Files.walk(etc)) {
            return files.map(file -> etc.relativize(file).toString())
                    .filter(name -> name.matches(OURS))
                    .collect(Collectors.toSet());
        }
    }

    private Api api(int port) {
        Eventually.until(
                "the port answers",
                SOON,
                () -> new Api(port, "").get("/health/ready").status() == 200);
        return Api.of(port, karaf.home());
    }
}
