package cloud.dispatcher.http;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.http.live.Live;
import cloud.dispatcher.http.rest.Gate;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** What is under way: requests, long polls and streams. Closed at first. */
@Component(service = Traffic.class)
public final class Traffic {
    /** A reader that takes nothing must not use up what the others, and the steps that run, have to end. */
    private static final Duration STREAMS_WITHIN = Duration.ofSeconds(2);

    private static final Duration COMMENT = Duration.ofSeconds(15);

    private final Gate gate = new Gate();
    private final Live live;

    @Activate
    public Traffic(@Reference Events events, @Reference Operations operations) {
        this(events, operations, COMMENT);
    }

    /** @param comment how often a stream gets a comment */
    Traffic(Events events, Operations operations, Duration comment) {
        live = new Live(events, operations, comment);
    }

    Gate gate() {
        return gate;
    }

    Live live() {
        return live;
    }

    /** Requests are answered from now on. */
    void open() {
        live.open();
        gate.open();
    }

    /** Takes no request any more, ends streams and long polls, and waits until everything is answered. */
    void end(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        gate.close();
        try {
            live.end(atMost.compareTo(STREAMS_WITHIN) < 0 ? atMost : STREAMS_WITHIN);
            gate.awaitEmpty(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends streams and long polls, whose clients come back; requests go on. */
    void move() {
        try {
            live.end(STREAMS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        live.open();
    }

    @Deactivate
    void close() {
        end(Duration.ZERO);
        live.close();
    }
}
