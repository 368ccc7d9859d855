package cloud.dispatcher.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections on which no whole head of a request arrives in time. Jetty's idle timeout begins anew with every byte, and its minimal
 * data rates count bodies only: a client that sends a byte now and then would keep its place for hours.
 */
final class HeadDeadline extends AbstractLifeCycle implements HttpConfiguration.Customizer, Connection.Listener {
    private final Scheduler scheduler;
    private volatile Duration within = Settings.DEFAULT.idle();

    /** Connections without a request under way, and since when ({@link System#nanoTime}). */
    private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();

    HeadDeadline(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** How long a head may take, from the opening of the connection or the end of the request before. */
    void within(Duration most) {
        within = most;
    }

    @Override
    protected void doStart() {
        again();
    }

    private void again() {
        scheduler.schedule(this::sweep, Math.max(1, within.toMillis() / 4), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        if (!isStarted()) {
            return;
        }
        long now = System.nanoTime();
        waiting.forEach((connection, since) -> {
            if (!connection.getEndPoint().isOpen()) {
                waiting.remove(connection);
            } else if (now - since > within.toNanos()) {
                connection.getEndPoint().close();
            }
        });
        again();
    }

    @Override
    public void onOpened(Connection connection) {
        waiting.put(connection, System.nanoTime());
    }

    @Override
    public void onClosed(Connection connection) {
        waiting.remove(connection);
    }

    /** The head of a request is there. */
    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        var connection = request.getConnectionMetaData().getConnection();
        waiting.remove(connection);
        Request.addCompletionListener(request, failure -> onOpened(connection));
        return request;
    }
}
