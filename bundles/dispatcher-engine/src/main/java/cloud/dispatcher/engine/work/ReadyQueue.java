package cloud.dispatcher.engine.work;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.Work;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Operations that are due, read ahead by account: the store is not asked anew for each thread that gets free, and the long queue of one
 * account does not hide the others'. It is a hint, and the store decides: what was changed since it was read is not claimed. For one
 * thread.
 */
final class ReadyQueue {
    /** Operations of one account that are read ahead. */
    private static final int AHEAD = 64;

    private static final int BATCH = 256;

    /** Questions to the store for one refill: with very many accounts the others come at the next. */
    private static final int QUESTIONS = 8;

    private final Records records;
    private final Lanes lanes;
    private final Map<AccountId, Deque<Work>> byAccount = new LinkedHashMap<>();
    private final Set<OperationId> held = new HashSet<>();

    ReadyQueue(Records records, Lanes lanes) {
        this.records = records;
        this.lanes = lanes;
    }

    /** Reads ahead for every account of which nothing is held, but for those that are barred. */
    void refill(Instant now, Set<AccountId> barred) {
        var without = new HashSet<>(barred);
        without.addAll(byAccount.keySet());
        for (var i = 0; i < QUESTIONS; i++) {
            var rows = records.due(now, without, BATCH);
            rows.forEach(this::add);
            if (rows.size() < BATCH) {
                return;
            }
            without.addAll(byAccount.keySet());
        }
    }

    private void add(Work work) {
        var operation = work.operation();
        var queue = byAccount.computeIfAbsent(operation.account(), account -> new ArrayDeque<>());
        if (queue.size() < AHEAD && !lanes.holds(operation.account(), operation.server()) && held.add(operation.id())) {
            queue.add(work);
        }
    }

    /**
     * Begins what can begin, one of each account in turn.
     *
     * @param begin begins one; false when its account has no thread free
     * @return how many were begun
     */
    int handOut(Set<AccountId> barred, Predicate<Work> begin) {
        barred.forEach(this::drop);
        var begun = 0;
        var open = new ArrayDeque<>(byAccount.values());
        for (var queue = open.poll(); queue != null; queue = open.poll()) {
            var next = queue.peek();
            if (next == null || lanes.isFull(next.operation().account())) {
                continue;
            }
            queue.remove();
            held.remove(next.operation().id());
            begun += begin.test(next) ? 1 : 0;
            open.add(queue);
        }
        byAccount.values().removeIf(Deque::isEmpty);
        return begun;
    }

    private void drop(AccountId account) {
        var queue = byAccount.remove(account);
        if (queue != null) {
            queue.forEach(work -> held.remove(work.operation().id()));
        }
    }
}
