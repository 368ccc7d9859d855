package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ServerId;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events, page by page and live. */
@Timeout(60)
final class EventStreamTest {
    private static final String EVENTS = "/api/v1/events";
    private Served api;

    @BeforeEach
    void open() {
        api = Served.open(usual -> new Settings(
                0,
                usual.host(),
                usual.bodyBytes(),
                usual.headerBytes(),
                usual.connections(),
                usual.idle(),
                3,
                usual.tokenFile()));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Listening listen(String path, String... headers) {
        var request = api.request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return new Listening(api, request);
    }

    private static List<String> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void a_page_tells_where_to_go_on() {
        api.events.happens(5);
        var page = Served.json(api.get(EVENTS + "?after=1&limit=3"));
        assertThat(page.get("items").findValuesAsText("number")).containsExactly("2", "3", "4");
        assertThat(page.get("after").asLong()).isEqualTo(4);
        var last = Served.json(api.get(EVENTS + "?after=4&server=none"));
        assertThat(last.get("items")).isEmpty();
        assertThat(last.get("after").asLong()).isEqualTo(5);
    }

    @Test
    void a_page_older_than_what_is_kept_is_gone_and_says_where_to_go_on() {
        api.events.happens(9);
        api.events.keepFrom(5);
        var response = api.get(EVENTS + "?after=3");
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.headers().firstValue("Link")).hasValue("</api/v1/events?after=4>; rel=\"next\"");
        assertThat(Served.json(response).get("oldest").asLong()).isEqualTo(5);
        assertThat(api.get(EVENTS + "?after=4").statusCode()).isEqualTo(200);
        assertThat(Served.json(api.get(EVENTS)).at("/items/0/number").asLong()).isEqualTo(5);
    }

    @Test
    void a_stream_brings_what_happens_from_now_on() {
        api.events.happens(2);
        try (var stream = listen(EVENTS)) {
            assertThat(stream.response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            api.events.happens(3);
            var first = stream.next();
            assertThat(first.id()).isEqualTo("3");
            assertThat(first.event()).isNull();
            assertThat(first.data()).contains("\"type\":\"server.changed\"", "\"number\":3");
            assertThat(stream.ids(2)).isEqualTo(numbers(4, 5));
        }
    }

    @Test
    void a_stream_goes_on_where_its_reader_was_with_nothing_lost() {
        api.events.happens(3_000);
        try (var stream = listen(EVENTS, "Last-Event-ID", "2")) {
            assertThat(stream.ids(2_998)).isEqualTo(numbers(3, 3_000));
            api.events.happens(2);
            assertThat(stream.ids(2)).isEqualTo(numbers(3_001, 3_002));
        }
        try (var again = listen(EVENTS + "?after=1", "Last-Event-ID", "3001")) {
            assertThat(again.ids(1)).containsExactly("3002");
        }
    }

    @Test
    void a_stream_older_than_what_is_kept_begins_with_a_reset() {
        api.events.happens(9);
        api.events.keepFrom(5);
        try (var stream = listen(EVENTS, "Last-Event-ID", "2")) {
            assertThat(stream.next()).isEqualTo(new Listening.Message("4", "reset", "{\"oldest\":5}"));
            assertThat(stream.ids(5)).isEqualTo(numbers(5, 9));
        }
    }

    @Test
    void a_stream_of_a_journal_that_was_restored_begins_with_a_reset() {
        api.events.happens(2);
        try (var stream = listen(EVENTS, "Last-Event-ID", "700")) {
            assertThat(stream.next().event()).isEqualTo("reset");
            assertThat(stream.ids(2)).isEqualTo(numbers(1, 2));
        }
    }

    @Test
    void a_stream_may_be_of_one_server_or_operation() {
        api.events.happens("early", new OperationId("o-1"), new ServerId("s-1"));
        try (var one = listen(EVENTS + "?after=0&server=s-1");
                var two = listen(EVENTS + "?after=0&operation=o-2")) {
            api.events.happens("other", new OperationId("o-2"), new ServerId("s-2"));
            api.events.happens("mine", new OperationId("o-3"), new ServerId("s-1"));
            assertThat(one.ids(2)).containsExactly("1", "3");
            assertThat(two.ids(1)).containsExactly("2");
        }
    }

    @Test
    void a_comment_keeps_a_silent_stream_open() {
        try (var stream = listen(EVENTS)) {
            var lines = new ArrayList<String>();
            while (lines.stream().filter(":"::equals).count() < 2) {
                lines.add(stream.line());
            }
            assertThat(lines.get(0)).isEqualTo("retry: 2000");
        }
    }

    @Test
    void no_more_streams_are_open_than_allowed() {
        try (var one = listen(EVENTS);
                var two = listen(EVENTS);
                var three = listen(EVENTS)) {
            assertThat(listen(EVENTS).response.statusCode()).isEqualTo(503);
            assertThat(List.of(one, two, three)).allMatch(stream -> stream.response.statusCode() == 200);
        }
    }

    @Test
    void many_commits_are_read_once_for_all_streams() {
        try (var one = listen(EVENTS);
                var two = listen(EVENTS)) {
            api.events.happens(1);
            one.ids(1);
            two.ids(1);
            int before = api.events.reads.get();
            api.events.happens(1);
            one.ids(1);
            two.ids(1);
            assertThat(api.events.reads.get() - before).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_reader_that_takes_nothing_holds_up_nobody() throws Exception {
        try (var slow = new Socket(InetAddress.getLoopbackAddress(), api.number());
                var quick = listen(EVENTS + "?after=0")) {
            slow.setReceiveBufferSize(1_024);
            slow.getOutputStream()
                    .write(("GET /api/v1/events?after=0 HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
                                    + "Authorization: Bearer " + api.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 50; i++) {
                api.events.happens(1_000);
            }
            assertThat(quick.ids(50_000)).isEqualTo(numbers(1, 50_000));
        }
    }

    @Test
    void a_stop_ends_streams_with_a_last_message_and_then_refuses() {
        int number = api.number();
        try (var stream = listen(EVENTS)) {
            api.port.close(Duration.ofSeconds(5));
            assertThat(stream.next().event()).isEqualTo("stopped");
            assertThat(stream.line()).isNull();
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), number))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void a_stop_does_not_wait_for_a_reader_that_takes_nothing() throws Exception {
        try (var slow = new Socket(InetAddress.getLoopbackAddress(), api.number())) {
            slow.setReceiveBufferSize(1_024);
            slow.getOutputStream()
                    .write(("GET /api/v1/events?after=0 HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
                                    + "Authorization: Bearer " + api.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            while (api.traffic.live().streams() == 0) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 50; i++) {
                api.events.happens(1_000);
            }
            long from = System.nanoTime();
            api.port.close(Duration.ofSeconds(20)); // the most of it is for the steps that run
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isLessThan(4_000);
            assertThat(api.traffic.live().streams()).isZero();
        }
    }

    @Test
    void a_journal_that_cannot_be_read_for_a_while_loses_nothing() {
        try (var stream = listen(EVENTS)) {
            api.events.breaks(true);
            api.events.happens(1);
            api.events.breaks(false);
            assertThat(stream.ids(1)).containsExactly("1");
        }
    }
}
