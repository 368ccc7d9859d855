package cloud.dispatcher.itests.outside;

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
            + "|.*\\.acl\\.(account|dispatcher|event|executor|operation|outage|pinger|server)\\.cfg";

    /** What Karaf has, too, and our features put ours in the place of. */
    private static final String KARAFS = "org\\.ops4j\\.pax\\.logging\\.cfg|org\\.apache\\.karaf\\.log\\.cfg"
            + "|org\\.apache\\.karaf\\.command\\.acl\\..*\\.cfg|custom\\..*|org\\.apache\\.karaf\\.shell\\.cfg|shell\\.init\\.script";

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
        isConfiguredAsShipped();
        karaf.command("config:property-set -p org.apache.karaf.shell sshPort " + Distribution.freePort());

        assertThat(karaf.ask("dispatcher:stop").text()).contains("Stopping Dispatcher.", "dispatcher-pinger goes on");
        assertThat(karaf.ask("dispatcher:status")).matches(said -> said.code() == 3);
        assertThat(karaf.ask("pinger:status").text()).contains("running: 1 server");
        assertThat(karaf.ask("dispatcher:start").code()).isZero();
        launches(api, "second");
        isLogged("second");

        karaf.kill();
        var copy = karaf.home().resolve("etc/cloud.dispatcher.http-copy.cfg");
        Files.writeString(copy, "port = 1\n");
        karaf.start();
        launches(api(port), "third");
        isLogged("third");
        assertThat(copy).hasContent("port = 1");
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

    private void isConfiguredAsShipped() throws IOException {
        var etc = karaf.home().resolve("etc");
        var ours = named(OURS, karaf.shippedEtc());
        assertThat(named(OURS, etc)).containsAll(ours);
        for (var name : named(KARAFS, karaf.shippedEtc())) {
            if (!ours.contains(name)) {
                assertThat(etc.resolve(name))
                        .hasSameTextualContentAs(karaf.shippedEtc().resolve(name));
            }
        }
    }

    private void isLogged(String server) {
        var logs = karaf.home().resolve("data/log");
        assertThat(logs.resolve("dispatcher.log")).content().contains("Launch of " + server + " succeeded");
        assertThat(logs.resolve("audit.log")).content().contains("on=\"" + server + "\"");
        assertThat(logs.resolve("access.log")).content().contains("POST");
    }

    private void launches(Api api, String name) throws IOException {
        var account =
                api.account("cloud-" + name, "simulator", Map.of("port", Integer.toString(Distribution.freePort())));
        var ended = api.over(api.launch(Api.server(account, name, "small", "debian-12")));
        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        var server = ended.get("server").asText();
        Eventually.until(name + " is UP", SOON, () -> api.verdict(server).equals("UP"));
    }

    private static Set<String> named(String pattern, Path etc) throws IOException {
        try (var files = Files.walk(etc)) {
            return files.map(file -> etc.relativize(file).toString())
                    .filter(name -> name.matches(pattern))
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
