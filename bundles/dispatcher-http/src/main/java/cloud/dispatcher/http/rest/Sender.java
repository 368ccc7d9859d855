package cloud.dispatcher.http.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Sends the answer of one request. */
final class Sender implements Answer.Cases {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int LOGGED = 3_000;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String id;
    private final Runnable leave;
    private boolean isLater;

    /** @param leave is run once when a whole answer was sent; a flow is not waited for */
    Sender(HttpServletRequest request, HttpServletResponse response, String id, Runnable leave) {
        this.request = request;
        this.response = response;
        this.id = id;
        this.leave = leave;
    }

    void leaveUnlessLater() {
        if (!isLater) {
            leave.run();
        }
    }

    @Override
    public void whole(Answer.Whole whole) throws IOException {
        if (LOG.isTraceEnabled()) {
            LOG.trace("The answer to {} is {}: {}", request.getRequestURI(), whole.status(), beginning(whole.body()));
        }
        response.setStatus(whole.status());
        common();
        whole.headers().forEach(response::setHeader);
        if (isBodyLeft()) {
            response.setHeader("Connection", "close");
        }
        try (var out = response.getOutputStream()) { // closed: when this returns all of it is sent
            if (whole.type() != null) {
                var bytes = whole.body().getBytes(StandardCharsets.UTF_8);
                response.setContentType(whole.type());
                response.setContentLength(bytes.length);
                if (!isHead()) {
                    out.write(bytes);
                }
            }
        }
    }

    /** Of an answer of megabytes the log gets no more than it writes. */
    static String beginning(String body) {
        return body.length() <= LOGGED
                ? body
                : body.substring(0, LOGGED) + "… (" + body.length() + " characters in all)";
    }

    private void common() {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    /** Who is answered before all that they send is here must know that the connection ends with this (RFC 9112, 9.6). */
    private boolean isBodyLeft() throws IOException {
        return (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null)
                && !request.getInputStream().isFinished();
    }

    private boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    @Override
    public void later(Answer.Later later) {
        AsyncContext async = request.startAsync();
        isLater = true; // not before: what could not begin ends here
        async.setTimeout(0);
        later.whole()
                .handle((whole, failure) -> failure == null ? whole : Rest.failure(failure, request, id))
                .thenAccept(whole -> async.start(() -> finish(whole, async)))
                .exceptionally(failure -> {
                    LOG.warn(
                            "{} cannot be answered: {}. It gets 503, and its client comes back.",
                            request.getRequestURI(),
                            failure.toString());
                    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                    end(async);
                    return null;
                });
    }

    /** On one of the container's threads: a reader that is slow holds none of ours. */
    private void finish(Answer.Whole whole, AsyncContext async) {
        MDC.put(RequestId.LOGGED, id);
        try {
            whole(whole);
        } catch (IOException e) {
            LOG.debug("The reader of {} is gone: {}", request.getRequestURI(), e.toString());
        } finally {
            end(async);
            MDC.remove(RequestId.LOGGED);
        }
    }

    /** Whatever becomes of the connection: who stays inside would keep every later stop waiting. */
    private void end(AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("{} was over already: {}", request.getRequestURI(), e.toString());
        } finally {
            leave.run();
        }
    }

    @Override
    public void flow(Answer.Flow flow) throws IOException {
        common();
        response.setContentType(flow.type());
        if (isHead()) {
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        flow.source().open(async);
    }
}
