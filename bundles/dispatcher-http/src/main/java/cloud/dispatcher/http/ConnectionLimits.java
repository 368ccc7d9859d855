package cloud.dispatcher.http;

import cloud.dispatcher.http.rest.Visitor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Holds the connections of a port to what is configured, so that those without a valid token cannot keep the others out: when there are
 * too many, in all or from one address, the one without a token that has been quiet for longest is closed and the new one is taken.
 * Jetty's own limits stop accepting instead, its idle timeout begins anew with every byte, and its minimal data rates count bodies only.
 *
 * <p>A connection counts as trusted from its first request with a valid token, or if it comes from a configured proxy.
 */
final class ConnectionLimits extends AbstractLifeCycle implements HttpConfiguration.Customizer, Connection.Listener {
    /** Requests that one connection may send without a valid token: what it has sent beyond that is not read. */
    static final int UNTRUSTED_REQUESTS = 100;

    private final ServerConnector connector;
    private final HttpConfiguration http;
    private final Proxies proxies;
    private final Map<Connection, Client> clients = new ConcurrentHashMap<>();
    private volatile Settings settings = Settings.DEFAULT;

    /** One connection. Its fields are written by its own thread and read by those that look for the quietest. */
    private static final class Client implements Runnable {
        private final EndPoint endPoint;
        private final String address;
        private volatile boolean isTrusted;
        private volatile boolean isAnswering;
        private volatile long since = System.nanoTime();
        private int requests;

        Client(EndPoint endPoint, String address, boolean isTrusted) {
            this.endPoint = endPoint;
            this.address = address;
            this.isTrusted = isTrusted;
        }

        /** Its request carries a valid token. */
        @Override
        public void run() {
            isTrusted = true;
        }

        void turn(boolean isNowAnswering) {
            isAnswering = isNowAnswering;
            since = System.nanoTime();
        }

        boolean mayBeShed() {
            return !isTrusted;
        }

        /** Whether its request's head did not arrive in time, or, without a token, its answer was not taken in time. */
        boolean isLate(long now, long within) {
            return !(isTrusted && isAnswering) && now - since > within;
        }

        /** At once, without the farewell of TLS, which may block on a client that reads nothing. */
        void cut() {
            (endPoint instanceof EndPoint.Wrapper tls ? tls.unwrap() : endPoint).close();
        }
    }

    /** Before the connector is started. */
    ConnectionLimits(ServerConnector connector, HttpConfiguration http, Proxies proxies) {
        this.connector = connector;
        this.http = http;
        this.proxies = proxies;
        http.addCustomizer(this);
        connector.addBean(this);
    }

    /** What a head may have, and how long a connection may be idle, apply to those that are made from now on. */
    void follow(Settings now) {
        settings = now;
        http.setRequestHeaderSize(now.headerBytes());
        connector.setIdleTimeout(now.idle().toMillis());
    }

    @Override
    protected void doStart() {
        scheduleSweep();
    }

    private void scheduleSweep() {
        connector
                .getScheduler()
                .schedule(this::sweep, Math.max(1, settings.idle().toMillis() / 4), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        if (!isStarted()) {
            return;
        }
        long now = System.nanoTime();
        clients.values().stream()
                .filter(client -> client.isLate(now, settings.idle().toNanos()))
                .forEach(Client::cut);
        scheduleSweep();
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            return; // the HTTP within it is told of, too
        }
        var endPoint = connection.getEndPoint();
        var peer = endPoint.getRemoteSocketAddress();
        var client = new Client(endPoint, network(peer), proxies.isProxy(peer));
        clients.put(connection, client);
        if (client.mayBeShed() && isOver(settings.connectionsPerAddress(), from(client.address))) {
            shed(from(client.address));
        }
        if (clients.size() > settings.connections()) {
            shed(each -> true);
        }
    }

    private static String network(SocketAddress peer) {
        return peer instanceof InetSocketAddress address && address.getAddress() != null
                ? Visitor.network(address.getAddress().getHostAddress())
                : "";
    }

    private static Predicate<Client> from(String address) {
        return client -> client.address.equals(address);
    }

    /** Looks through all only where there are so many at all. */
    private boolean isOver(int most, Predicate<Client> which) {
        return clients.size() > most
                && clients.values().stream()
                                .filter(which)
                                .filter(Client::mayBeShed)
                                .count()
                        > most;
    }

    /** The idle ones first, then those that do not take their answers. */
    private void shed(Predicate<Client> which) {
        clients.entrySet().stream()
                .filter(each -> which.test(each.getValue()) && each.getValue().mayBeShed())
                .min(Comparator.comparing((Map.Entry<Connection, Client> each) -> each.getValue().isAnswering)
                        .thenComparing(each -> each.getValue().since))
                .ifPresent(quietest -> {
                    clients.remove(quietest.getKey());
                    quietest.getValue().cut();
                });
    }

    @Override
    public void onClosed(Connection connection) {
        clients.remove(connection);
    }

    /** The head of a request is there. */
    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        var client = clients.get(request.getConnectionMetaData().getConnection());
        if (client != null) {
            client.turn(true);
            request.setAttribute(Visitor.TRUSTED, client);
            Request.addCompletionListener(request, failure -> client.turn(false));
            client.requests++;
            if (client.mayBeShed() && client.requests >= UNTRUSTED_REQUESTS) {
                answer.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
            }
        }
        return request;
    }
}
