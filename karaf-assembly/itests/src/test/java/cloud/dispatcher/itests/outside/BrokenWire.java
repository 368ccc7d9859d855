package cloud.dispatcher.itests.outside;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes that are no request, or not all of one, or more than one. None of them changes anything, whatever is made of it. */
final class BrokenWire {
    private static final List<String> FIRST_LINES = List.of(
            "GET /health/live",
            "GET /health/live HTTP/0.9",
            "GET /health/live HTTP/1.0",
            "GET /health/live HTTP/2.0",
            "GET /health/live HTTP/9.9",
            "GET /health/live HTTP/1.1 x",
            "GET  /health/live  HTTP/1.1",
            "GET http://localhost/health/live HTTP/1.1",
            "GET http:// HTTP/1.1",
            "CONNECT localhost:3302 HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "GET * HTTP/1.1",
            "PRI * HTTP/2.0",
            "TRACE / HTTP/1.1",
            "GET /%zz HTTP/1.1",
            "GET /\u00ff\u00fe HTTP/1.1",
            "GET /a\u0000b HTTP/1.1",
            "GET /" + "a".repeat(40_000) + " HTTP/1.1",
            "G\u0000T / HTTP/1.1",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "",
            "\u0000\u0000\u0000\u0000");
    private static final List<String> HEADERS = List.of(
            "no colon",
            ": no name",
            "Space : before",
            "X: \u0000",
            " folded",
            "Host: other",
            "Host: a b",
            "Content-Length: -1",
            "Content-Length: +5",
            "Content-Length: 0x10",
            "Content-Length: 99999999999999999999",
            "Content-Length: 5, 6",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding : chunked",
            "Content-Type: application/json; charset=x\r\nContent-Type: text/plain",
            "Authorization: Bearer x\r\nAuthorization: Bearer y",
            "Expect: 100-continue\r\nContent-Length: 5",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: \u000bchunked",
            "Expect: 200-maybe",
            "Connection: keep-alive, close, upgrade",
            "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
            "X: " + "x".repeat(30_000),
            "X: y\r\n".repeat(3_000) + "X: y");
    private static final List<String> CHUNKS = List.of(
            "ffffffffffffffff\r\n{}",
            "-1\r\n{}",
            "zz\r\n{}\r\n",
            "5\r\n{}\r\n0\r\n\r\n",
            "2\r\n{}0\r\n\r\n",
            "2;a=\"\r\n{}\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
            "2;a=\u0000\r\n{}\r\n0\r\n\r\n",
            "2;=;=;\r\n{}\r\n0\r\n\r\n",
            "2 \r\n{}\r\n0\r\n\r\n",
            "2\n{}\n0\n\n",
            "+2\r\n{}\r\n0\r\n\r\n",
            "0x2\r\n{}\r\n0\r\n\r\n",
            "2\r\n{}\r\n0\r\nContent-Length: 5\r\nHost: other\r\n\r\n",
            "2;" + "x".repeat(20_000) + "\r\n{}\r\n0\r\n\r\n",
            "2\r\n{}\r\n0\r\nTrailer: " + "x".repeat(20_000) + "\r\n\r\n",
            "2\r\n{}\r\n",
            "\r\n\r\n",
            "1\r\n{\r\n".repeat(2_000));

    private final Odd odd;
    private final String token;

    BrokenWire(String token, Random random) {
        this.token = token;
        this.odd = new Odd(random);
    }

    byte[] bytes(byte[] whole) {
        return switch (odd.below(6)) {
            case 0 -> latin1(odd.one(FIRST_LINES) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            case 1 -> latin1(read() + odd.one(HEADERS) + "\r\n\r\n{}{}{");
            case 2 ->
                latin1(read().replace("GET", "POST").replace("\r\n", odd.one(List.of("\n", "\r\n", "\r")))
                        + "\r\n\r\n");
            case 3 -> latin1(dryLaunch() + "Transfer-Encoding: chunked\r\n\r\n" + odd.one(CHUNKS));
            case 4 -> pipelined();
            default -> cut(whole);
        };
    }

    private String read() {
        return "GET /api/v1/servers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token
                + "\r\n";
    }

    private String dryLaunch() {
        return read().replace("GET /api/v1/servers", "POST /api/v1/servers?dryRun=true")
                + "Content-Type: application/json\r\n";
    }

    private byte[] pipelined() {
        var bytes = new ByteArrayOutputStream();
        for (int i = odd.below(20); i >= 0; i--) {
            bytes.writeBytes(latin1(read().replace("Connection: close\r\n", "") + "\r\n"));
        }
        bytes.writeBytes(odd.damaged(latin1(read() + "\r\n"), 0, 60));
        return bytes.toByteArray();
    }

    private byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, odd.below(whole.length));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
