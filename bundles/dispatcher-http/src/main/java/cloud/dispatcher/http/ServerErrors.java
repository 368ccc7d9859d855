package cloud.dispatcher.http;

import cloud.dispatcher.http.rest.Json;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, before any route sees it, as a problem too: broken HTTP, headers that are too large. */
final class ServerErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var id = UUID.randomUUID().toString();
        int status = response.getStatus();
        var json = Json.object()
                .put("type", "about:blank")
                .put("title", HttpStatus.getMessage(status))
                .put("status", status)
                .put("detail", detail(status))
                .put("instance", id);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put("X-Request-Id", id);
        Content.Sink.write(response, true, json.toString(), callback);
        return true;
    }

    private static String detail(int status) {
        return switch (status) {
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "Send fewer or shorter headers (maxHeaderBytes).";
            case HttpStatus.URI_TOO_LONG_414 -> "Send a shorter address (maxHeaderBytes).";
            default -> "The request is not HTTP as it must be.";
        };
    }
}
