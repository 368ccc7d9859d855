package cloud.dispatcher.state;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Queue;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.StoreSummary;
import cloud.dispatcher.model.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is stored, to be read. Every method shows one committed state, and sees every commit that was answered before it was called. A row
 * that cannot be read is left out of every list but {@link #ledger}, and told in the log and in {@link #summary}; asked for alone it is a
 * {@link StoreException}. All throw {@link StoreException} when the store cannot be read; a cursor that was not given by the same list throws
 * {@link IllegalArgumentException}.
 */
@ProviderType
public interface Records {

    /** This installation's own id; made at the first start, never changes. */
    String installation();

    /** HMAC-SHA-256 of a text under a key of the installation, in hexadecimal. */
    String mac(String text);

    Optional<KeyRecord> key(String scope, String key);

    Optional<Work> work(OperationId id);

    /**
     * Operations whose step may begin: not over, due, not claimed, first of their server (no earlier one of it that is not over or still
     * claimed), and of an account that is not barred. The higher priority first, then the longer due.
     */
    List<Work> due(Instant now, Set<AccountId> barred, int limit);

    /** Operations that are not over and whose {@link Work#giveUp} has come, whatever their turn, claim or account. */
    List<Work> overdue(Instant now, int limit);

    /** When the next operation (by due or giveUp), look-up or watch becomes due after {@code now}, if any is. */
    Optional<Instant> nextDue(Instant now);

    /** Operations claimed by another boot than this one, also those that are over: a claim keeps the turn. */
    List<Work> orphans(String boot, int limit);

    /** Operations claimed by this boot. */
    List<Work> claims(String boot, int limit);

    /** The operations of a server that are not over, in the order of their turns. */
    List<Work> open(ServerId server);

    /** Operations of an account that are not over, not claimed, and wait for this. */
    List<Work> waitingFor(Waiting.Cause cause, AccountId account, int limit);

    Page<Operation> operations(OperationQuery query, Paging paging);

    Queue queue(Instant now);

    /** How many operations are not over. */
    long openOperations();

    Optional<Server> server(ServerId id);

    Optional<ObservedServer> observed(ServerId id);

    Page<ObservedServer> servers(ServerQuery query, Paging paging);

    /** The ledger of one server in the order of operations and positions, lines that are GONE included. */
    List<LedgerRow> ledger(ServerId server);

    /** Watched lines whose time to be looked at has come. */
    List<LedgerRow> dueWatches(Instant now, Set<AccountId> barred, int limit);

    /** Servers whose refresh is due. */
    List<ServerId> dueLooks(Instant now, Set<AccountId> barred, int limit);

    Optional<Account> account(AccountId id);

    /** All of them, by name. */
    List<Account> accounts();

    Map<String, Secret> credentials(AccountId id);

    /** Whether servers that are not terminated, operations that are not over or watched lines are in the account. */
    boolean isUsed(AccountId id);

    /** The newest first. */
    Page<Outage> outages(Paging paging);

    /** Those that are not cleared, the newest first. */
    Page<Outage> openOutages(Paging paging);

    /** How many are not cleared. */
    long openOutageCount();

    /** How much is stored. */
    StoreSummary summary();

    /** Up to which number a reader has read the journal; 0 for one that never read. */
    long cursor(String reader);
}
