package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page is served, and what can be read off its text; what it does, only a browser shows. */
@TestInstance(Lifecycle.PER_CLASS)
final class PageTest {
    private static final int MOST_LINES = 400;

    private Served api;

    @BeforeAll
    void open() {
        api = Served.open();
    }

    @AfterAll
    void close() {
        api.close();
    }

    private HttpResponse<String> file(String name, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.number() + "/" + name));
        return api.send(headers.length == 0 ? request : request.headers(headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "page.css", "page.js", "page.svg"})
    void a_file_of_the_page_is_sent_again_only_when_it_has_changed(String name) {
        var first = file(name);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        var again =
                file(name, "If-None-Match", first.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(file(name, "If-None-Match", "\"another\"").body()).isEqualTo(first.body());
    }

    @Test
    void the_page_may_use_nothing_but_its_own_files_and_the_api() {
        var policy = file("").headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe", "*", "http");
        assertThat(file("").body())
                .doesNotContain("<style", "style=", "<script>")
                .doesNotContainPattern(" on\\w+=");
    }

    @Test
    void the_page_is_small() {
        long lines = file("").body().lines().count()
                + file("page.css").body().lines().count()
                + file("page.js").body().lines().count();
        assertThat(lines).isLessThan(MOST_LINES);
    }

    @Test
    void what_the_script_looks_for_is_in_the_page() {
        var page = file("").body();
        var names =
                Pattern.compile("\\$\\('([\\w-]+)'\\)").matcher(file("page.js").body());
        assertThat(names.results().map(found -> "id=\"" + found.group(1) + "\""))
                .isNotEmpty()
                .allMatch(page::contains);
    }
}
