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
 * milliseconds, request id. Never the query, which may hold what nobody shall read.
 */
final class AccessLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isDebugEnabled() || request.getConnectionMetaData().getConnector() instanceof LocalConnector) {
            return;
        }
        var actor = request.getAttribute(Visitor.ATTRIBUTE);
        LOG.debug(
                "{} {} {} {} {} {} B {} ms {}",
                Request.getRemoteAddr(request),
                actor == null ? Visitor.NOBODY : actor,
                request.getMethod(),
                request.getHttpURI().getPath(),
                response.getStatus(),
                Response.getContentBytesWritten(response),
                NanoTime.millisSince(request.getBeginNanoTime()),
                response.getHeaders().get("X-Request-Id"));
    }
}
