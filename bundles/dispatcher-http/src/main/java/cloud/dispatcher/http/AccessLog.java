package cloud.dispatcher.http;

import cloud.dispatcher.http.rest.Visitor;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each request that was answered, also by Jetty itself: from where, who, method, path, status, bytes of the answer,
 * milliseconds, request id. Never the query, which may hold secrets. Of requests without a valid token each line is cut, and only some
 * are written, so that they cannot push the others out of the file.
 */
final class AccessLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final int UNTRUSTED_CHARACTERS = 200;

    private final UntrustedLines untrusted = new UntrustedLines();

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isDebugEnabled() || request.getConnectionMetaData().getConnector() instanceof LocalConnector) {
            return;
        }
        var actor = request.getAttribute(Visitor.ATTRIBUTE);
        var line = String.join(
                " ",
                Request.getRemoteAddr(request),
                actor == null ? Visitor.NOBODY : actor.toString(),
                request.getMethod(),
                request.getHttpURI().getPath(),
                String.valueOf(response.getStatus()),
                Response.getContentBytesWritten(response) + " B",
                NanoTime.millisSince(request.getBeginNanoTime()) + " ms",
                response.getHeaders().get("X-Request-Id"));
        var before = untrusted.over(System.nanoTime());
        if (before != null) {
            LOG.debug(before);
        }
        if (actor != null) {
            LOG.debug(line);
        } else if (untrusted.mayPass(Request.getRemoteAddr(request), System.nanoTime())) {
            LOG.debug(line.length() <= UNTRUSTED_CHARACTERS ? line : line.substring(0, UNTRUSTED_CHARACTERS - 1) + "…");
        }
    }
}
