package cloud.dispatcher.http.live;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that waits for the journal, and the four threads that serve it, however much waits. */
public final class Live implements Tail.Follower {

    private final ExecutorService executor = Executors.newFixedThreadPool(2, threads("http-live-"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads("http-timer-"));
    private final Streams streams;
    private final Polls polls;
    private final Tail tail;
    private final Events.Subscription subscription;

    /** @param comment how often a stream gets a comment, which keeps it open */
    public Live(Events events, Operations operations, Duration comment) {

        streams = new Streams(events, executor);
        polls = new Polls(operations, executor, timer);
        tail = new Tail(events, this);
        timer.setRemoveOnCancelPolicy(true);
        var unused = timer.scheduleAtFixedRate(
                streams::keepOpen, comment.toMillis(), comment.toMillis(), TimeUnit.MILLISECONDS);
        tail.start();
        subscription = events.subscribe(tail::wake);
    }

    private static ThreadFactory threads(String name) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * An event stream.
     *
     * @param after the number after which it begins
     * @param most how many streams may be open
     * @throws cloud.dispatcher.http.rest.RefusedException when there are so many already
     */
    public Answer stream(long after, EventQuery query, int most) {
        streams.requireRoom(most);
        return new Answer.Flow("text/event-stream", async -> {
            streams.open(async, after, query, tail, most);
            tail.wake();
        });
    }

    /** See {@link Polls#await}. */
    public CompletionStage<Operation> await(OperationId id, Duration atMost) {
        return polls.await(id, atMost, tail::wake);
    }

    /** How many streams are open. */
    public int streams() {
        return streams.size();
    }

    /** How many wait for an operation. */
    public int polls() {
        return polls.size();
    }

    /** From now on may be waited. */
    public void open() {
        polls.allow();
        streams.allow();
    }

    /** Answers who polls, and ends every stream with a last message. */
    public void end(Duration atMost) throws InterruptedException {
        polls.stop();
        streams.stop(atMost);
    }

    /** Ends for good. */
    public void close() {
        subscription.close();
        tail.stop();
        timer.shutdownNow();
        executor.shutdown();
    }

    @Override
    public boolean isListening() {
        return !streams.isEmpty() || !polls.isEmpty();
    }

    @Override
    public void news(List<Event> batch) {
        streams.news();
        polls.news(batch);
    }
}
