package cloud.dispatcher.engine.work;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ServerId;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/** Runs every job at once, on the caller's thread: one thing after the other, the same at every repetition. */
final class InlineLanes implements Lanes {
    private final Predicate<ServerId> broken;

    /** @param broken for which servers it fails, as what is read of them may */
    InlineLanes(Predicate<ServerId> broken) {
        this.broken = broken;
    }

    @Override
    public boolean run(AccountId account, ServerId server, Runnable job) {
        if (broken.test(server)) {
            throw new IllegalStateException("what is stored of " + server + " makes no sense");
        }
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
