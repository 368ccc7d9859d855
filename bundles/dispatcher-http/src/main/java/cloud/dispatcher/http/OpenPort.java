package cloud.dispatcher.http;

import cloud.dispatcher.api.StartException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port on which connections are taken. */
final class OpenPort {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPort.class);
    private static final Duration ROUTES_WITHIN = Duration.ofSeconds(10);
    private static final Duration REFUSES_WITHIN = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);

    /** Connections that the kernel keeps until they are accepted; one that finds no place waits for seconds until it is tried again. */
    private static final int BACKLOG = 1_024;

    /** What the kernel keeps for a client that does not read; left to itself it is megabytes for each. */
    private static final int UNSENT_BYTES = 256 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final ConnectionLimits limits;
    private final Proxies proxies;
    private final SocketAddress address;
    private final Settings settings;
    private final String place;

    private OpenPort(
            Server server, ServerConnector connector, ConnectionLimits limits, Proxies proxies, Settings settings)
            throws IOException {
        this.server = server;
        this.connector = connector;
        this.limits = limits;
        this.proxies = proxies;
        this.address = ((ServerSocketChannel) connector.getTransport()).getLocalAddress();
        this.settings = settings;
        this.place = settings.host() + ":" + connector.getLocalPort()
                + (settings.tls().isOn() ? " with TLS" : "");
    }

    /**
     * Opens it once the routes are served: Pax Web registers them a little later, on a thread of its own, and nobody shall meet a 404.
     *
     * @throws StartException when the routes do not come, the certificate cannot be used, or the port cannot be had; nothing is left open
     */
    static OpenPort on(Server server, Settings settings) throws StartException {
        awaitRoutes(server);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.addCustomizer(OpenPort::refuseTrace);
        var proxies = new Proxies();
        http.addCustomizer(proxies);
        var connector = settings.tls().isOn()
                ? CertificateFiles.connector(server, http, settings.tls())
                : new ServerConnector(server, 1, -1, new HttpConnectionFactory(http));
        connector.setHost(settings.host().equals("*") ? null : settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setAcceptedSendBufferSize(UNSENT_BYTES);
        var limits = new ConnectionLimits(connector, http, proxies);
        limits.follow(settings);
        proxies.follow(settings.proxies());
        server.addConnector(connector);
        try {
            connector.start();
            return new OpenPort(server, connector, limits, proxies, settings);
        } catch (Exception e) {
            server.removeConnector(connector);
            throw new StartException(FreePort.reason(settings, e), e);
        }
    }

    /** Takes over what does not move the port. It counts for connections that are made from now on. */
    void follow(Settings now) {
        limits.follow(now);
        proxies.follow(now.proxies());
    }

    /** Pax Web would refuse it too, but without a word. */
    private static Request refuseTrace(Request request, HttpFields.Mutable answer) {
        if (HttpMethod.TRACE.is(request.getMethod())) {
            throw new HttpException.RuntimeException(HttpStatus.METHOD_NOT_ALLOWED_405);
        }
        return request;
    }

    private static void awaitRoutes(Server server) throws StartException {
        var local = new LocalConnector(server);
        server.addConnector(local);
        try {
            local.start();
            long end = System.nanoTime() + ROUTES_WITHIN.toNanos();
            while (!isReady(local)) {
                if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                    throw new StartException("the routes of the API are not served after " + ROUTES_WITHIN.toSeconds()
                            + " s, or the store cannot be read; the log tells which service is missing");
                }
                LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
            }
        } catch (StartException e) {
            throw e;
        } catch (Exception e) {
            throw new StartException("the web server does not answer: " + e, e);
        } finally {
            end(local);
            server.removeConnector(local);
        }
    }

    private static boolean isReady(LocalConnector local) throws Exception {
        var answer = local.getResponse("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return answer != null && answer.startsWith("HTTP/1.1 200 ");
    }

    /** {@code *:3302}. */
    String place() {
        return place;
    }

    /** {@code http://localhost:3302/}: where a browser on this machine finds the page. */
    String url() {
        var scheme = settings.tls().isOn() ? "https://" : "http://";
        var host = Set.of("*", "0.0.0.0", "::").contains(settings.host()) ? "localhost" : settings.host();
        return scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort() + "/";
    }

    /** Whether it is at this port, of whatever address. */
    boolean isAt(int port) {
        return connector.getLocalPort() == port;
    }

    /** What it was opened with. */
    Settings settings() {
        return settings;
    }

    /** Takes no new connections; those that are there go on. When it returns the port refuses. */
    void refuse() {
        connector.close();
        long end = System.nanoTime() + REFUSES_WITHIN.toNanos();
        while (!isFree()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                LOG.warn("{} is closed, but something still listens there. See who does with ss -ltnp.", place);
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /**
     * Whether nobody listens. The thread that is blocked in accept() keeps the kernel's socket for a moment after it was closed; while
     * somebody listens, nobody else can bind the address. This binds it for an instant, and does not listen.
     */
    private boolean isFree() {
        try (var socket = new Socket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends every connection. */
    void close() {
        refuse();
        connector.getConnectedEndPoints().forEach(EndPoint::close);
        end(connector);
        server.removeConnector(connector);
    }

    private static void end(LifeCycle part) {
        try {
            part.stop();
        } catch (Exception e) {
            LOG.warn("A connector of the web server did not stop cleanly: {}. Its connections are cut.", e.toString());
            LOG.debug("Stopping failed.", e);
        }
    }
}
