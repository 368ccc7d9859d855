package cloud.dispatcher.http;

import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.rest.Problem;
import cloud.dispatcher.http.rest.ProblemKind;
import cloud.dispatcher.http.rest.Visitor;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what the web server itself refuses, before any route sees it, as a problem too: broken HTTP, headers that are too large. */
final class ServerErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var id = UUID.randomUUID().toString();
        var prefix = request.getAttribute(Visitor.PREFIX) instanceof String path ? path : "";
        int status = response.getStatus();
        var kind = kind(status);
        var json = ApiJson.write(Problem.of(kind, detail(kind, id)).view(status, id, prefix));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put("X-Request-Id", id);
        if (kind.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
        }
        if (kind == ProblemKind.METHOD_NOT_ALLOWED) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST, PATCH, DELETE, OPTIONS");
        }
        Content.Sink.write(response, true, json, callback);
        return true;
    }

    private static ProblemKind kind(int status) {
        return switch (status) {
            case HttpStatus.NOT_FOUND_404 -> ProblemKind.NOT_FOUND;
            case HttpStatus.METHOD_NOT_ALLOWED_405 -> ProblemKind.METHOD_NOT_ALLOWED;
            case HttpStatus.REQUEST_TIMEOUT_408 -> ProblemKind.TOO_SLOW;
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> ProblemKind.TOO_LARGE;
            case HttpStatus.URI_TOO_LONG_414 -> ProblemKind.ADDRESS_TOO_LONG;
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> ProblemKind.HEADERS_TOO_LARGE;
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> ProblemKind.INTERNAL;
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> ProblemKind.UNAVAILABLE;
            default -> ProblemKind.MALFORMED_HTTP;
        };
    }

    private static String detail(ProblemKind kind, String id) {
        return switch (kind) {
            case HEADERS_TOO_LARGE -> "Send fewer or shorter headers (maxHeaderBytes).";
            case ADDRESS_TOO_LONG -> "Send a shorter address (maxHeaderBytes).";
            case INTERNAL -> "The log of Dispatcher tells more. This is request " + id + ".";
            case UNAVAILABLE -> "Send the request again a little later.";
            case METHOD_NOT_ALLOWED -> "This method is not offered anywhere here.";
            case MALFORMED_HTTP -> "The request is not HTTP as it must be.";
            default -> kind.title() + ".";
        };
    }
}
