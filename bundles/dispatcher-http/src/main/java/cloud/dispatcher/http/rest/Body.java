package cloud.dispatcher.http.rest;

import cloud.dispatcher.http.json.ApiJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the body of a request. */
final class Body {
    private static final Logger LOG = LoggerFactory.getLogger(Body.class);

    private Body() {}

    /** So much of a body that is too large is read and dropped: a connection that closes over unread bytes is reset, and its answer lost. */
    private static final long DRAINED = 4 << 20;

    /**
     * @param most how many bytes it may have
     * @param within how long it may take to arrive
     * @return an empty object where there is no body
     * @throws RefusedException for another media type, for what is no JSON, for too much, for too slow
     */
    static JsonNode read(HttpServletRequest request, Route route, int most, Duration within) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > (request.getHeader("Expect") == null ? most + DRAINED : most)) {
            throw tooLarge(most);
        }
        if (announced == 0
                || (announced < 0 && request.getHeader("Transfer-Encoding") == null && !mayFollow(request))) {
            return ApiJson.object();
        }
        var bytes = bytes(request, most, within);
        if (bytes.length == 0) {
            return ApiJson.object();
        }
        requireType(request, route);
        var body = parse(bytes);
        if (LOG.isTraceEnabled()) { // the names only: a value may be a credential
            var names = new ArrayList<String>();
            body.fieldNames().forEachRemaining(names::add);
            LOG.trace(
                    "{} {} came with {} bytes: {}", request.getMethod(), request.getRequestURI(), bytes.length, names);
        }
        return body;
    }

    /** The message shows nothing of the body, which may hold secrets. */
    private static JsonNode parse(byte[] bytes) {
        try {
            return ApiJson.parse(bytes);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new RefusedException(
                    ProblemKind.MALFORMED_JSON,
                    "The body is not well-formed JSON, or a field stands twice" + where + ".");
        } catch (IOException e) {
            throw new RefusedException(ProblemKind.MALFORMED_JSON, "The body is not JSON in UTF-8.");
        }
    }

    /** In HTTP/2 a body needs neither length nor transfer encoding. */
    private static boolean mayFollow(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/2")
                || request.getProtocol().startsWith("HTTP/3");
    }

    private static byte[] bytes(HttpServletRequest request, int most, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[8_192];
        var in = request.getInputStream();
        long read = 0;
        for (int n = next(in, buffer); n >= 0 && read <= most + DRAINED; n = next(in, buffer)) {
            read += n;
            if (read <= most) {
                bytes.write(buffer, 0, n);
            }
            if (System.nanoTime() - end > 0) {
                throw tooSlow();
            }
        }
        if (read > most) {
            throw tooLarge(most);
        }
        return bytes.toByteArray();
    }

    private static int next(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            var malformed = Rest.malformed(e);
            if (malformed != null) {
                throw new RefusedException(malformed);
            }
            throw tooSlow(); // idle for too long, or its sender is gone and reads no answer
        }
    }

    private static RefusedException tooSlow() {
        return new RefusedException(ProblemKind.TOO_SLOW, "The body did not arrive whole in time.");
    }

    private static void requireType(HttpServletRequest request, Route route) {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("Send the body without Content-Encoding.", Map.of("Accept-Encoding", "identity"));
        }
        if (!route.consumes().contains(mediaType(request.getHeader("Content-Type")))) {
            var types = String.join(" or ", route.consumes());
            Map<String, String> headers =
                    route.method().equals("PATCH") ? Map.of("Accept-Patch", list(route.consumes())) : Map.of();
            throw unsupported(
                    "Send Content-Type: " + (types.isEmpty() ? "nothing, and no body" : types) + ".", headers);
        }
    }

    /** Of its parameters none says anything (RFC 8259, 11); Jetty's own getContentType() fails with a charset that is not known. */
    private static String mediaType(@Nullable String header) {
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String list(List<String> types) {
        return String.join(", ", types);
    }

    private static RefusedException unsupported(String detail, Map<String, String> headers) {
        return new RefusedException(Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, detail, headers));
    }

    private static RefusedException tooLarge(int most) {
        return new RefusedException(ProblemKind.TOO_LARGE, "The body may have " + most + " bytes. Divide the request.");
    }
}
