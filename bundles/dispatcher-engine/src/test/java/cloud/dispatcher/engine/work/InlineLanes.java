package cloud.dispatcher.engine.work;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ServerId;
import java.time.Duration;
import java.util.Set;

/** Runs every job at once, on the caller's thread: one thing after the other, the same at every repetition. */
final class InlineLanes implements Lanes {
    @Override
    public boolean run(AccountId account, ServerId server, Runnable job) {
        job.run();
        return true;
    }

    @Override
    public boolean holds(AccountId account, ServerId server) {
        return false;
    }

    @Override
    public boolean isFull(AccountId account) {
        return false;
    }

    @Override
    public Set<AccountId> full() {
        return Set.of();
    }

    @Override
    public Set<AccountId> stuck(Duration longer) {
        return Set.of();
    }

    @Override
    public int size() {
        return 0;
    }
}
