package cloud.dispatcher.http;

import org.eclipse.jetty.server.Server;

/** A Jetty server of Pax Web's that has started. A service; another one comes each time that Pax Web builds its server anew. */
public record StartedServer(Server server) {}
