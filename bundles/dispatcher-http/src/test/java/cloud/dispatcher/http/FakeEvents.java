package cloud.dispatcher.http;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ServerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal in memory, which can be pruned and can break. */
final class FakeEvents implements Events {
    private final List<Event> events = new ArrayList<>();
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    final AtomicInteger reads = new AtomicInteger();
    private long oldest = 1;
    private volatile boolean broken;

    void happens(String type, OperationId operation, ServerId server) {
        synchronized (this) {
            long number = events.size() + 1L;
            events.add(new Event(
                    number, Instant.EPOCH, type, null, server, operation, type + " happened", Map.of("k", "v")));
        }
        wakes.forEach(Runnable::run);
    }

    void happens(int times) {
        for (int i = 0; i < times; i++) {
            happens("server.changed", null, null);
        }
    }

    synchronized void keepFrom(long number) {
        oldest = number;
    }

    void breaks(boolean now) {
        broken = now;
    }

    @Override
    public synchronized List<Event> after(long number, EventQuery query, int limit) {
        reads.incrementAndGet();
        requireWhole();
        return events.stream()
                .filter(event -> event.number() > number && event.number() >= oldest)
                .filter(event -> query.server() == null || query.server().equals(event.server()))
                .filter(event -> query.operation() == null || query.operation().equals(event.operation()))
                .filter(event -> query.account() == null || query.account().equals(event.account()))
                .limit(limit)
                .toList();
    }

    private void requireWhole() {
        if (broken) {
            throw new IllegalStateException("the disk is gone");
        }
    }

    @Override
    public synchronized long newest() {
        requireWhole();
        return events.size();
    }

    @Override
    public synchronized long oldest() {
        return events.isEmpty() ? 0 : oldest;
    }

    @Override
    public Subscription subscribe(Runnable wake) {
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }
}
