package cloud.dispatcher.http;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;

/** Holds the connections of a port to what is configured: how many there may be, how long they may wait, how much a head may have. */
final class ConnectionLimits {
    private final ServerConnector connector;
    private final HttpConfiguration http;
    private final HeadDeadline heads;

    /** One connection more is not accepted: it waits in the kernel's queue. */
    private final NetworkConnectionLimit connections;

    /** Before the connector is started. */
    ConnectionLimits(ServerConnector connector, HttpConfiguration http) {
        this.connector = connector;
        this.http = http;
        this.heads = new HeadDeadline(connector.getScheduler());
        this.connections = new NetworkConnectionLimit(Settings.DEFAULT.connections(), connector);
        http.addCustomizer(heads);
        connector.addBean(heads);
        connector.addBean(connections);
    }

    /** What a head may have, and how long a connection may be idle, counts for those that are made from now on. */
    void follow(Settings settings) {
        http.setRequestHeaderSize(settings.headerBytes());
        connector.setIdleTimeout(settings.idle().toMillis());
        heads.within(settings.idle());
        connections.setMaxNetworkConnectionCount(settings.connections());
    }
}
