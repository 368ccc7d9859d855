package cloud.dispatcher.http.live;

import cloud.dispatcher.api.Operations;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Those who wait for an operation to change. They hold no thread; the journal wakes them. */
final class Polls {
    private final Map<OperationId, Set<Poll>> open = new ConcurrentHashMap<>();
    private final Operations operations;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private volatile boolean isStopping;

    Polls(Operations operations, Executor executor, ScheduledExecutorService timer) {
        this.operations = operations;
        this.executor = executor;
        this.timer = timer;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** How many know what they wait to change. */
    int size() {
        return (int) open.values().stream()
                .flatMap(Set::stream)
                .filter(poll -> poll.first.isDone())
                .count();
    }

    /**
     * The operation when it is another than now, or over, or the time is up.
     *
     * @param listening is run once events of it will be noticed, before it is read
     * @throws cloud.dispatcher.api.RejectedException NOT_FOUND
     */
    CompletionStage<Operation> await(OperationId id, Duration atMost, Runnable listening) {
        var poll = new Poll(id);
        add(poll);
        listening.run();
        try {
            var now = operations.find(id);
            if (now.state().isOver() || isStopping) {
                remove(poll);
                return CompletableFuture.completedStage(now);
            }
            poll.first.complete(now);
        } catch (RuntimeException e) {
            remove(poll);
            throw e;
        }
        var end = timer.schedule(() -> executor.execute(poll::end), atMost.toNanos(), TimeUnit.NANOSECONDS);
        return poll.answer.whenComplete((answer, failure) -> {
            end.cancel(false);
            remove(poll);
        });
    }

    private void add(Poll poll) {
        open.compute(poll.id, (id, polls) -> {
            Set<Poll> all = polls == null ? ConcurrentHashMap.newKeySet() : polls;
            all.add(poll);
            return all;
        });
    }

    private void remove(Poll poll) {
        open.computeIfPresent(poll.id, (id, polls) -> {
            polls.remove(poll);
            return polls.isEmpty() ? null : polls;
        });
    }

    void news(List<Event> events) {
        for (var event : events) {
            var id = event.operation();
            if (id != null) {
                open.getOrDefault(id, Set.of()).forEach(poll -> executor.execute(poll::look));
            }
        }
    }

    /** From now on may be waited. */
    void allow() {
        isStopping = false;
    }

    /** Answers everybody with what is now. */
    void stop() {
        isStopping = true;
        open.values().forEach(polls -> polls.forEach(poll -> executor.execute(poll::end)));
    }

    /** One who waits. */
    private final class Poll {
        private final OperationId id;
        private final CompletableFuture<Operation> first = new CompletableFuture<>();
        private final CompletableFuture<Operation> answer = new CompletableFuture<>();

        Poll(OperationId id) {
            this.id = id;
        }

        void look() {
            if (!answer.isDone()) {
                var unused = first.thenAccept(before -> read(before, false));
            }
        }

        void end() {
            if (!answer.isDone()) {
                var unused = first.thenAccept(before -> read(before, true));
            }
        }

        private void read(Operation before, boolean anyway) {
            try {
                var now = operations.find(id);
                if (anyway || !now.equals(before)) {
                    answer.complete(now);
                }
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
    }
}
