package cloud.dispatcher.pinger;

import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.Heartbeats;
import cloud.dispatcher.state.Heartbeats.Judgement;
import cloud.dispatcher.state.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Hands findings to the store in batches, the newest of each server only. While the store cannot write they wait here and are tried again.
 * Records on the executor; every other call returns at once.
 */
final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int BATCH = 500;
    private static final long RETRY_AFTER = Duration.ofSeconds(2).toNanos();

    private final Heartbeats heartbeats;
    private final Executor executor;
    private final Runnable onStale;
    private final Map<ServerId, Finding> waiting = new LinkedHashMap<>();
    private boolean isBusy;
    private boolean hasFailed;
    private long failedAt;

    /** @param onStale called when the store has dropped a judgement: the targets are no longer as they were read */
    Recorder(Heartbeats heartbeats, Executor executor, Runnable onStale) {
        this.heartbeats = heartbeats;
        this.executor = executor;
        this.onStale = onStale;
    }

    synchronized void offer(Finding finding) {
        waiting.merge(finding.target().server(), finding, (earlier, later) -> later.insteadOf(earlier));
    }

    /** Begins to record what waits, unless that is going on or has just failed. Called again and again; {@code now} is {@link System#nanoTime()}. */
    synchronized void nudge(long now) {
        if (isBusy || waiting.isEmpty() || (hasFailed && now - failedAt < RETRY_AFTER)) {
            return;
        }
        isBusy = true;
        executor.execute(() -> {
            try {
                recordAll(now);
            } finally {
                done();
            }
        });
    }

    private synchronized void done() {
        isBusy = false;
    }

    private void recordAll(long now) {
        for (var batch = take(); !batch.isEmpty(); batch = take()) {
            if (!record(batch, now)) {
                return;
            }
        }
    }

    private synchronized List<Finding> take() {
        var batch = waiting.values().stream().limit(BATCH).toList();
        batch.forEach(finding -> waiting.remove(finding.target().server()));
        return batch;
    }

    private boolean record(List<Finding> batch, long now) {
        List<Judgement> recorded;
        try {
            recorded = heartbeats.record(batch.stream().map(Finding::judgement).toList());
        } catch (StoreException e) {
            if (failed(batch, now)) {
                LOG.warn("Heartbeats cannot be recorded: {} They are kept, and tried again.", e.getMessage());
            }
            return false;
        } catch (RuntimeException | Error e) { // what was found must not be lost
            if (failed(batch, now)) {
                LOG.error("Heartbeats cannot be recorded. They are kept, and tried again.", e);
            }
            return false;
        }
        hasRecovered();
        tell(batch, recorded);
        if (recorded.size() < batch.size()) {
            LOG.debug("{} judgements came too late; reading the servers again.", batch.size() - recorded.size());
            onStale.run();
        }
        return true;
    }

    /** Keeps the batch; tells whether this is the first failure in a row. */
    private synchronized boolean failed(List<Finding> batch, long now) {
        var isFirst = !hasFailed;
        hasFailed = true;
        failedAt = now;
        var later = new ArrayList<>(waiting.values());
        waiting.clear();
        batch.forEach(this::offer);
        later.forEach(this::offer);
        return isFirst;
    }

    private synchronized void hasRecovered() {
        if (hasFailed) {
            hasFailed = false;
            LOG.info("Heartbeats are recorded again.");
        }
    }

    private static void tell(List<Finding> batch, List<Judgement> recorded) {
        var news = new LinkedHashMap<ServerId, Finding>();
        for (var finding : batch) {
            if (finding.isNews()) {
                news.put(finding.target().server(), finding);
            }
        }
        for (var judgement : recorded) {
            var finding = news.get(judgement.server());
            if (finding != null) {
                tell(finding, judgement);
            }
        }
    }

    private static void tell(Finding finding, Judgement recorded) {
        try (var ignored = MDC.putCloseable("server", finding.target().server().value())) {
            var line = finding.line(recorded.heartbeat());
            if (recorded.heartbeat().verdict() == Verdict.DOWN) {
                LOG.warn("{}", line);
            } else {
                LOG.info("{}", line);
            }
        }
    }
}
