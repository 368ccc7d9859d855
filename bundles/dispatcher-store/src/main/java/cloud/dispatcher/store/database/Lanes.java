package cloud.dispatcher.store.database;

import cloud.dispatcher.state.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What waits to be written, by lane. Every group has room for each lane, so a crowd in one delays another by one group at most; a
 * batch of heartbeats or of rows to remove is large, so a group has one of them.
 */
final class Lanes {
    private static final int LARGEST_GROUP = 128;
    private static final int SHARE = 48;

    private final Deque<Pending<?>> accepts = new ArrayDeque<>();
    private final Deque<Pending<?>> steps = new ArrayDeque<>();
    private final Deque<Pending<?>> heartbeats = new ArrayDeque<>();
    private final Deque<Pending<?>> retention = new ArrayDeque<>();
    private boolean closed;

    /** Whether it was taken in; when closed it never will be. */
    synchronized boolean add(Lane lane, Pending<?> pending) {
        if (closed) {
            return false;
        }
        queue(lane).add(pending);
        notifyAll();
        return true;
    }

    /** Waits for the next group; an empty one is the last. */
    synchronized List<Pending<?>> take() {
        await();
        var group = new ArrayList<Pending<?>>();
        move(accepts, group, SHARE);
        move(steps, group, group.size() + SHARE);
        move(heartbeats, group, group.size() + 1);
        move(retention, group, group.size() + 1);
        move(accepts, group, LARGEST_GROUP);
        move(steps, group, LARGEST_GROUP);
        return group;
    }

    @SuppressWarnings("EmptyCatch") // Nobody has a reason to interrupt the committer; it ends when it is closed.
    private void await() {
        while (isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
            }
        }
    }

    private static void move(Deque<Pending<?>> queue, List<Pending<?>> group, int upTo) {
        while (group.size() < upTo && !queue.isEmpty()) {
            group.add(queue.remove());
        }
    }

    private boolean isEmpty() {
        return accepts.isEmpty() && steps.isEmpty() && heartbeats.isEmpty() && retention.isEmpty();
    }

    /** Takes nothing more in. What is waiting can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private Deque<Pending<?>> queue(Lane lane) {
        return switch (lane) {
            case ACCEPT -> accepts;
            case STEP -> steps;
            case HEARTBEAT -> heartbeats;
            case RETENTION -> retention;
        };
    }
}
