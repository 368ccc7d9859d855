package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees and does on the page, in a real browser. Screenshots lie in {@code target/outside/PageIT-screenshots}. */
@TestInstance(Lifecycle.PER_CLASS)
class PageIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path SCREENSHOTS = Path.of("target", "outside", "PageIT-screenshots");

    private static final String OF_NOBODY = """
            {"items": [{"id": "0", "action": "stop", "server": "nobody", "state": "CANCELLED", "actor": "somebody", "parameters": {},
                "progress": {}, "leftovers": [], "createdAt": "2026-01-02T03:04:05Z", "endedAt": "2026-01-02T03:04:05Z"}]}
            """;

    private Browser browser;
    private Distribution distribution;
    private Api api;
    private String cloud;
    private Page page;

    @BeforeAll
    void openThePage() throws IOException {
        browser = Browser.open();
        distribution = Distribution.unpack("PageIT")
                .set("cloud.dispatcher.pinger", "everySeconds", "0.5")
                .set("cloud.dispatcher.pinger", "timeoutSeconds", "0.5")
                .set("cloud.dispatcher.pinger", "persistEverySeconds", "1")
                .set("cloud.dispatcher.engine", "tries", "2");
        api = distribution.start();
        Files.createDirectories(SCREENSHOTS);
        browser.screen(1200, 860, "light");
        page = Page.enter(browser, distribution);
        Eventually.until(
                "what to do first is told",
                SOON,
                () -> page.text().contains("No account yet.") && page.text().contains("Nothing was asked for yet."));
        page.open("New account");
        page.fill("name", "first");
        page.accept();
        cloud = api.account("cloud", "simulator", Map.of("port", distribution.simulatedPort(), "bootTime", "PT1S"));
        api.account("slow-cloud", "simulator", Map.of("port", distribution.simulatedPort(), "bootTime", "PT10M"));
        api.account("full-cloud", "simulator", Map.of("capacity", "0"));
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (distribution != null) {
            distribution.close();
        }
    }

    @BeforeEach
    void beginAnew() {
        page.reload();
    }

    @AfterEach
    void nothing_was_forbidden_or_broken(TestInfo test) throws IOException {
        browser.screenshot(
                SCREENSHOTS.resolve(test.getTestMethod().orElseThrow().getName() + ".png"));
        assertThat(browser.complaints()).isEmpty();
    }

    private void shows(String what, String server) {
        Eventually.until(
                server + " shows: " + what, SOON, () -> page.server(server).contains(what));
    }

    private void tells(String what, String operation) {
        Eventually.until(
                operation + " tells: " + what,
                SOON,
                () -> page.operation(operation).contains(what));
    }

    private void isUp(String server) {
        shows("running", server);
        shows("up ", server);
    }

    @Test
    void servers_launched_through_the_form_come_up_before_ones_eyes() {
        page.launch("cloud", "web", 3);
        for (var server : new String[] {"web-1", "web-2", "web-3"}) {
            isUp(server);
            tells("succeeded", "Launch " + server);
        }
        assertThat(page.server("web-1")).contains("cloud · small · debian-12", "127.");
    }

    @Test
    void a_stop_is_no_outage_and_a_start_brings_it_back() throws IOException {
        page.launch("cloud", "night", 1);
        isUp("night");
        page.press("Stop", "night");
        shows("stopped", "night");
        shows("unwatched", "night");
        assertThat(api.get("/api/v1/outages").good().get("items")).isEmpty();
        page.press("Start", "night");
        isUp("night");
    }

    @Test
    void a_server_is_terminated_only_when_that_is_confirmed() {
        page.launch("cloud", "doomed", 1);
        isUp("doomed");
        page.press("Terminate", "doomed");
        assertThat(page.dialog()).contains("Terminate doomed?", "This cannot be undone.");
        assertThat(page.operation("Terminate doomed")).isEmpty();
        page.accept();
        tells("succeeded", "Terminate doomed");
        Eventually.until("it is no longer listed", SOON, () -> !page.has("doomed"));
    }

    @Test
    void a_failed_launch_says_why_in_the_clouds_words_and_what_to_do() {
        page.launch("full-cloud", "unlucky", 1);
        tells("failed", "Launch unlucky");
        tells("we currently do not have sufficient capacity for the instance type you requested", "Launch unlucky");
        tells("ask again later, or for another size or zone.", "Launch unlucky");
    }

    @Test
    void what_waits_says_why_and_can_be_cancelled() {
        page.launch("slow-cloud", "patient", 1);
        tells("the cloud is working on it: booting", "Launch patient");
        page.press("Stop", "patient");
        tells("waits its turn behind launch patient", "Stop patient");
        page.cancel("Stop patient");
        tells("cancelled", "Stop patient");
    }

    @Test
    void a_refusal_is_told_at_its_field() {
        page.open("Launch");
        page.fill("count", "5000");
        page.submit();
        Eventually.until(
                "the name is missed", SOON, () -> !page.complaint("name").isEmpty());
        assertThat(page.complaint("count")).contains("1 to 1000");
        page.fill("name", "corrected");
        page.fill("count", "1");
        page.accept();
        tells("succeeded", "Launch corrected-1");
    }

    @Test
    void a_double_click_launches_once() throws IOException {
        page.open("Launch");
        page.choose("account", "cloud");
        page.fill("name", "single");
        page.submitTwice();
        isUp("single");
        assertThat(api.get("/api/v1/servers?name=single").good().get("items")).hasSize(1);
    }

    @Test
    void an_answer_that_cannot_be_shown_does_not_freeze_it() throws IOException {
        page.insteadOf("status", "{}", 1);
        Eventually.until("it is reported", SOON, () -> !browser.complaints().isEmpty());
        api.launch(Api.server(cloud, "after-the-error", "small", "debian-12"));
        isUp("after-the-error");
        browser.complaints(); // each second until the next look
    }

    @Test
    void a_server_that_cannot_be_found_does_not_hide_the_others() throws IOException {
        api.launch(Api.server(cloud, "nameless", "small", "debian-12"));
        isUp("nameless");
        page.insteadOf("operations?limit=20", OF_NOBODY, 1000);
        Eventually.until(
                "its operation is shown", SOON, () -> !page.operation("Stop ?").isEmpty());
        api.launch(Api.server(cloud, "after-the-nameless", "small", "debian-12"));
        isUp("after-the-nameless");
    }

    @Test
    void one_line_tells_of_a_stop_and_the_page_comes_back_by_itself_with_nothing_lost() throws IOException {
        page.launch("cloud", "steady", 1);
        isUp("steady");
        distribution.must("stop");
        Eventually.until(
                "the line tells of it", SOON, () -> page.line().startsWith("The dispatcher does not answer since"));
        assertThat(page.line()).contains("it was stopped", "The heartbeats shown are from then.");
        assertThat(page.has("steady")).as("what was shown stays").isTrue();
        distribution.must("start");
        page.becomesLive();
        api.launch(Api.server(cloud, "after-the-break", "small", "debian-12"));
        isUp("after-the-break");
        assertThat(page.operation("Launch steady")).contains("succeeded");
    }

    @Test
    void what_is_asked_for_while_it_is_away_is_done_once_when_it_is_back() throws IOException {
        page.launch("cloud", "asked", 1);
        isUp("asked");
        distribution.must("stop");
        page.press("Stop", "asked");
        Eventually.until("it is said", SOON, () -> page.said().startsWith("No answer yet. Asking again"));
        distribution.must("start");
        shows("stopped", "asked");
        var stops = api.get("/api/v1/operations?action=stop&limit=1000").good().get("items");
        assertThat(stops.findValuesAsText("server").stream().filter(id -> id.equals(page.id("asked"))))
                .hasSize(1);
    }

    @Test
    void two_thousand_servers_do_not_freeze_it() throws IOException {
        var many = Map.of("port", distribution.simulatedPort(), "listeners", "0", "bootTime", "PT0S");
        var account = api.account("crowd", "simulator", many);
        for (var name : new String[] {"left", "right"}) {
            var thousand = new HashMap<String, Object>(Api.server(account, name, "small", "debian-12"));
            thousand.put("count", 1000);
            api.post("/api/v1/servers", thousand).good();
        }
        page.filter("right-777");
        Eventually.until("the one is found", SOON, () -> page.has("right-777") && !page.has("right-1000"));
        page.filter("");
        Eventually.until("the others are back", SOON, () -> page.has("right-1000"));
    }

    @ParameterizedTest
    @CsvSource({"360, dark", "800, light", "1600, dark"})
    void it_fits_every_screen(int width, String scheme) throws IOException {
        browser.screen(width, 860, scheme);
        assertThat(page.isTooWide()).isFalse();
        browser.screenshot(SCREENSHOTS.resolve(width + "-" + scheme + ".png"));
        browser.screen(1200, 860, "light");
    }
}
