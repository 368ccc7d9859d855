package cloud.dispatcher.http.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Sends the answer of one request. */
final class Sender implements Answer.Cases {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int LOGGED = 3_000;
    private static final byte[] NOTHING = {};

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String id;
    private final AtomicReference<Runnable> leave;
    private boolean isLater;

    /** @param leave is run once when a whole answer was sent; a flow is not waited for, nor who has shown no token */
    Sender(HttpServletRequest request, HttpServletResponse response, String id, Runnable leave) {
        this.request = request;
        this.response = response;
        this.id = id;
        this.leave = new AtomicReference<>(leave);
    }

    private void leave() {
        leave.getAndSet(() -> {}).run();
    }

    void leaveUnlessLater() {
        if (!isLater) {
            leave();
        }
    }

    @Override
    public void whole(Answer.Whole whole) throws IOException {
        var bytes = head(whole);
        if (bytes.length > 0) {
            var async = begin();
            var writer = new AnswerWriter(async, bytes);
            if (request.getAttribute(Visitor.ATTRIBUTE) == null) {
                leave(); // a stranger who reads nothing must not keep a stop waiting
                async.start(writer::start); // and one who pipelines requests queues behind all others for each of them
            } else {
                writer.start();
            }
        }
    }

    /** Everything before the body, which is returned. */
    private byte[] head(Answer.Whole whole) throws IOException {
        if (LOG.isTraceEnabled()) {
            LOG.trace("The answer to {} is {}: {}", request.getRequestURI(), whole.status(), beginning(whole.body()));
        }
        response.setStatus(whole.status());
        common();
        whole.headers().forEach((name, value) -> response.setHeader(name, prefixed(name, value)));
        if (isBodyLeft()) {
            response.setHeader("Connection", "close");
        }
        if (whole.type() == null) {
            return NOTHING;
        }
        var bytes = whole.body().getBytes(StandardCharsets.UTF_8);
        response.setContentType(whole.type());
        response.setContentLength(bytes.length);
        return isHead() ? NOTHING : bytes;
    }

    /** Links as they are followed behind a proxy that serves us under a path of its own. */
    private String prefixed(String name, String value) {
        var prefix = Visitor.prefix(request);
        return switch (name) {
            case "Location" -> prefix + value;
            case "Link" -> value.replace("</", "<" + prefix + "/");
            default -> value;
        };
    }

    private AsyncContext begin() {
        AsyncContext async = request.startAsync();
        isLater = true; // not before: what could not begin ends here
        async.setTimeout(0);
        async.addListener(new AsyncListener() {
            @Override
            public void onComplete(AsyncEvent event) {
                leave();
            }

            @Override
            public void onError(AsyncEvent event) {}

            @Override
            public void onTimeout(AsyncEvent event) {}

            @Override
            public void onStartAsync(AsyncEvent event) {}
        });
        return async;
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
        var async = begin();
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

    /** On one of the container's threads, not on that of the journal. */
    private void finish(Answer.Whole whole, AsyncContext async) {
        MDC.put(RequestId.LOGGED, id);
        try {
            var bytes = head(whole);
            if (bytes.length > 0) {
                new AnswerWriter(async, bytes).start();
            } else {
                end(async);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The reader of {} is gone: {}", request.getRequestURI(), e.toString());
            end(async);
        } finally {
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
            leave();
        }
    }

    @Override
    public void flow(Answer.Flow flow) throws IOException {
        common();
        response.setHeader("X-Accel-Buffering", "no"); // else nginx keeps a stream to itself until it ends
        response.setContentType(flow.type());
        if (isHead()) {
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        flow.source().open(async);
    }
}
