package cloud.dispatcher.engine.executors;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.state.Records;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks clouds while a caller waits for the answer: not for long, and on threads of its own, so that a cloud that hangs holds neither a
 * thread of the caller nor more than a few of the engine.
 */
@Component(immediate = true, service = Inquiry.class)
public final class Inquiry {
    /** Less than a stop waits for the requests that are under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Questions of one account that may be unanswered at once. */
    private static final int AT_ONCE = 4;

    private final Records records;
    private final Duration patience;
    private final Map<AccountId, Integer> unanswered = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(question -> {
        var thread = new Thread(question, "dispatcher-question");
        thread.setDaemon(true);
        return thread;
    });

    /** What is asked; the executor does not go before it has answered. */
    public interface Question<T> {
        T ask(Executor executor, Access access) throws CloudException;
    }

    @Activate
    public Inquiry(@Reference Records records) {
        this(records, PATIENCE);
    }

    Inquiry(Records records, Duration patience) {
        this.records = records;
        this.patience = patience;
    }

    @Deactivate
    void stop() {
        threads.shutdownNow();
    }

    /** The account as its executor needs it, with the description's defaults filled in. */
    public Access access(Account account, Map<String, Secret> credentials, Executor executor) {
        var settings = Defaults.filled(account.settings(), executor.describe());
        return new Access(account.id(), account.name(), records.installation(), settings, credentials);
    }

    /** Asks with the credentials that are stored. */
    public <T> T ask(Account account, Executor executor, Question<T> question) {
        return ask(account, access(account, records.credentials(account.id()), executor), executor, question);
    }

    /** @throws RejectedException CLOUD with the cloud's words, or when it does not answer in time; UNAVAILABLE after too many such */
    public <T> T ask(Account account, Access access, Executor executor, Question<T> question) {
        begin(account);
        var answer = new CompletableFuture<T>();
        threads.execute(() -> {
            try {
                answer.complete(question.ask(executor, access));
            } catch (CloudException | RuntimeException | Error e) { // the caller waits for it
                answer.completeExceptionally(e);
            } finally {
                end(account.id());
            }
        });
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw refused(account, "does not answer within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(account, "was not waited for");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CloudException said) {
                throw refused(account, "says " + said.getMessage());
            }
            throw e.getCause() instanceof RuntimeException ours ? ours : new IllegalStateException(e.getCause());
        }
    }

    private static RejectedException refused(Account account, String what) {
        return new RejectedException(Refusal.CLOUD, "The cloud of account " + account.name() + " " + what);
    }

    private void begin(Account account) {
        synchronized (unanswered) {
            if (unanswered.getOrDefault(account.id(), 0) >= AT_ONCE) {
                throw new RejectedException(
                        Refusal.UNAVAILABLE,
                        "The cloud of account " + account.name() + " has not answered " + AT_ONCE
                                + " questions yet. Ask again later.");
            }
            unanswered.merge(account.id(), 1, Integer::sum);
        }
    }

    private void end(AccountId account) {
        synchronized (unanswered) {
            unanswered.computeIfPresent(account, (id, count) -> count == 1 ? null : count - 1);
        }
    }
}
