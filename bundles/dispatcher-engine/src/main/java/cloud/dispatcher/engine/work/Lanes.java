package cloud.dispatcher.engine.work;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ServerId;
import java.time.Duration;
import java.util.Set;

/** Where calls to clouds run: each account has its own few threads, so that one bad cloud delays only its own accounts. */
interface Lanes {

    /** Runs the job in a thread of the account. False when none is free, or a call about this server is still under way. */
    boolean run(AccountId account, ServerId server, Runnable job);

    /** Whether a job about this server is under way. */
    boolean holds(AccountId account, ServerId server);

    /** Whether no thread is free for this account. */
    boolean isFull(AccountId account);

    /** Accounts that have no free thread. */
    Set<AccountId> full();

    /** Accounts all of whose threads are held by calls that take longer than this. */
    Set<AccountId> stuck(Duration longer);

    /** How many jobs are under way. */
    int size();
}
