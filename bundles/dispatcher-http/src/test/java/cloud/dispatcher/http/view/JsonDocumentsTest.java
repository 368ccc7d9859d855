package cloud.dispatcher.http.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.http.FakeAccounts;
import cloud.dispatcher.http.FakeKeys;
import cloud.dispatcher.http.FakeServers;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the shell prints; what REST says is the same by construction. */
class JsonDocumentsTest {
    private static final ServerId WEB = new ServerId("s-1");

    private final FakeAccounts accounts = new FakeAccounts(new FakeKeys());
    private final FakeServers servers = new FakeServers();
    private final JsonDocuments documents = new JsonDocuments(new ServerViews(), accounts, servers);

    @Test
    void names_stand_beside_ids() throws Exception {
        servers.has(1);
        var account = accounts.has("cloud");
        var outage = new Outage(7, new ServerId("s-0"), account.id(), Instant.EPOCH, null);
        var gone = new Outage(8, new ServerId("s-9"), new AccountId("a-9"), Instant.EPOCH, null);
        var json = new ObjectMapper().readTree(documents.list(List.of(outage, gone)));
        assertThat(json.at("/items/0/server").asText()).isEqualTo("s-0");
        assertThat(json.at("/items/0/serverName").asText()).isEqualTo("web");
        assertThat(json.at("/items/0/accountName").asText()).isEqualTo("cloud");
        assertThat(json.at("/items/1").has("serverName")).isFalse();
        assertThat(json.at("/items/1").has("accountName")).isFalse();
    }

    @Test
    void a_watched_server_has_the_words_of_a_server() throws Exception {
        var watched = new Pinger.Watched(
                WEB,
                "web-1",
                ServerState.RUNNING,
                "192.0.2.7",
                Probe.tcp(22),
                Heartbeat.unknown(Instant.EPOCH),
                null,
                Instant.EPOCH);
        var outage = new Outage(7, WEB, new AccountId("a-1"), Instant.EPOCH, null);
        var json = new ObjectMapper().readTree(documents.watched(watched, List.of(outage)));
        assertThat(json.at("/probe/port").asInt()).isEqualTo(22);
        assertThat(json.at("/heartbeat/verdict").asText()).isEqualTo("UNKNOWN");
        assertThat(json.at("/nextProbe").asText()).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(json.has("lastProbe")).isFalse();
        assertThat(json.at("/outages/0/state").asText()).isEqualTo("DISCOVERED");
    }

    @Test
    void a_list_is_one_document() throws Exception {
        var answers = List.of(
                new Pinger.Answer(Pinger.Answer.Kind.SEEN, Duration.ofMillis(2), null),
                new Pinger.Answer(Pinger.Answer.Kind.MISSED, null, "refused"));
        var json = new ObjectMapper().readTree(documents.list(answers));
        assertThat(json.at("/items/0/rtt").asText()).isEqualTo("PT0.002S");
        assertThat(json.at("/items/1/why").asText()).isEqualTo("refused");
    }

    @Test
    void what_the_api_does_not_show_is_refused() {
        assertThatThrownBy(() -> documents.of("text")).isInstanceOf(IllegalArgumentException.class);
    }
}
