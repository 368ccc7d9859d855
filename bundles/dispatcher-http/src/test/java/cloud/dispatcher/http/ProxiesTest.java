package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a proxy says of its clients is believed, and of nobody else. */
@Timeout(60)
final class ProxiesTest {
    private Served api;

    private void open(String... proxies) {
        api = Served.open(usual -> new Settings(
                0,
                usual.host(),
                usual.bodyBytes(),
                usual.headerBytes(),
                usual.connections(),
                usual.idle(),
                usual.streams(),
                usual.tokenFile(),
                100,
                List.of(proxies),
                Settings.Tls.NONE));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private HttpResponse<String> guess(String... headers) {
        var request = api.request("/api/v1/status").setHeader("Authorization", "Bearer wrong");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return api.send(request);
    }

    /** Whether the failures of these headers are counted together with those of the others. */
    private boolean isToldToWait(String... headers) {
        return guess(headers).statusCode() == 429;
    }

    private void fail(String... headers) {
        for (int i = 0; i < 21; i++) {
            guess(headers);
        }
    }

    @Test
    void limits_go_by_the_address_that_a_proxy_names() {
        open("127.0.0.0/8", "10.0.0.0/8");
        fail("X-Forwarded-For", "192.0.2.1");
        assertThat(isToldToWait("X-Forwarded-For", "192.0.2.1")).isTrue();
        assertThat(isToldToWait("X-Forwarded-For", "192.0.2.2")).isFalse();
        assertThat(isToldToWait("X-Forwarded-For", "198.51.100.1, 192.0.2.1, 10.1.1.1"))
                .isTrue();
        assertThat(isToldToWait("X-Forwarded-For", "192.0.2.1, 198.51.100.1")).isFalse();
        assertThat(isToldToWait("Forwarded", "for=192.0.2.1;proto=https")).isTrue();
        assertThat(isToldToWait("Forwarded", "for=198.51.100.2, for=\"192.0.2.1:4711\""))
                .isTrue();
        assertThat(isToldToWait("Forwarded", "for=\"[2001:db8::1]\"")).isFalse();
    }

    @Test
    void two_headers_that_contradict_each_other_are_not_believed() {
        open("127.0.0.1");
        fail();
        assertThat(isToldToWait("X-Forwarded-For", "192.0.2.1")).isFalse();
        assertThat(isToldToWait("X-Forwarded-For", "192.0.2.1", "Forwarded", "for=192.0.2.3"))
                .isTrue();
        assertThat(isToldToWait("X-Forwarded-For", "unknown")).isTrue();
        assertThat(isToldToWait("Forwarded", "for=_hidden")).isTrue();
        assertThat(isToldToWait("X-Forwarded-For", "192.0.2.1", "Forwarded", "for=192.0.2.1"))
                .isFalse();
    }

    @Test
    void nobody_else_is_believed() {
        open("192.0.2.0/24");
        fail("X-Forwarded-For", "192.0.2.1");
        assertThat(isToldToWait("X-Forwarded-For", "192.0.2.77")).isTrue();
        var answer = api.post("/api/v1/servers/s-1/stop", "", "X-Forwarded-Prefix", "/cloud");
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/api/v1/operations/");
    }

    @Test
    void links_begin_with_the_path_under_which_a_proxy_serves_us() {
        open("127.0.0.1");
        var answer = api.post("/api/v1/servers/s-1/stop", "", "X-Forwarded-Prefix", "/cloud", "Idempotency-Key", "k");
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/cloud/api/v1/operations/");
        var direct = api.post("/api/v1/servers/s-1/stop", "", "Idempotency-Key", "k");
        assertThat(direct.headers().firstValue("Location").orElseThrow()).startsWith("/api/v1/operations/");
        assertThat(guess("X-Forwarded-Prefix", "/cloud").body()).contains("\"type\":\"/cloud/problems/");
        assertThat(guess("X-Forwarded-Prefix", "//evil.example/").body()).contains("\"type\":\"/problems/");
    }

    @Test
    void what_is_no_address_is_refused_in_the_configuration() {
        open();
        assertThatThrownBy(() -> Proxies.parse(List.of("proxy.example"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proxies.parse(List.of("10.0.0.0/99"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Proxies.parse(List.of("10.0.0.0/8", "::1", "192.0.2.1")).size())
                .isEqualTo(3);
    }
}
