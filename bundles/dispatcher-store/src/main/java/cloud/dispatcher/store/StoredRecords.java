package cloud.dispatcher.store;

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
import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.store.database.Database;
import cloud.dispatcher.store.database.Vault;
import cloud.dispatcher.store.rows.AccountRows;
import cloud.dispatcher.store.rows.EventRows;
import cloud.dispatcher.store.rows.KeyRows;
import cloud.dispatcher.store.rows.LedgerRows;
import cloud.dispatcher.store.rows.LookRows;
import cloud.dispatcher.store.rows.OperationList;
import cloud.dispatcher.store.rows.OutageRows;
import cloud.dispatcher.store.rows.ServerList;
import cloud.dispatcher.store.rows.ServerRows;
import cloud.dispatcher.store.rows.Turns;
import cloud.dispatcher.store.rows.WorkRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every question that may be asked of the store, each handed to the rows of its subject. */
final class StoredRecords implements Records {
    private final Database database;
    private final Vault vault;
    private final Summary summary;

    StoredRecords(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
        summary = new Summary(database);
    }

    @Override
    public String installation() {
        return database.installation();
    }

    @Override
    public String mac(String text) {
        return vault.mac(text);
    }

    @Override
    public Optional<KeyRecord> key(String scope, String key) {
        return database.read(session -> KeyRows.find(session, scope, key));
    }

    @Override
    public Optional<Work> work(OperationId id) {
        return database.read(session -> WorkRows.find(session, vault, id));
    }

    @Override
    public List<Work> due(Instant now, Set<AccountId> barred, int limit) {
        return database.readTogether(session -> Turns.due(session, vault, now, barred, limit));
    }

    @Override
    public List<Work> overdue(Instant now, int limit) {
        return database.read(session -> Turns.overdue(session, vault, now, limit));
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return database.read(session -> Turns.nextDue(session, now));
    }

    @Override
    public List<Work> orphans(String boot, int limit) {
        return database.read(session -> Turns.orphans(session, vault, boot, limit));
    }

    @Override
    public List<Work> claims(String boot, int limit) {
        return database.read(session -> Turns.claims(session, vault, boot, limit));
    }

    @Override
    public List<Work> open(ServerId server) {
        return database.read(session -> Turns.open(session, vault, server));
    }

    @Override
    public List<Work> waitingFor(Waiting.Cause cause, AccountId account, int limit) {
        return database.read(session -> Turns.waitingFor(session, vault, cause, account, limit));
    }

    @Override
    public Page<Operation> operations(OperationQuery query, Paging paging) {
        return database.read(session -> OperationList.page(session, vault, query, paging));
    }

    @Override
    public Queue queue(Instant now) {
        return database.readTogether(session -> OperationList.queue(session, now));
    }

    @Override
    public long openOperations() {
        return database.read(OperationList::open);
    }

    @Override
    public Optional<Server> server(ServerId id) {
        return database.read(session -> ServerRows.find(session, id));
    }

    @Override
    public Optional<ObservedServer> observed(ServerId id) {
        return database.read(session -> ServerList.find(session, id));
    }

    @Override
    public Page<ObservedServer> servers(ServerQuery query, Paging paging) {
        return database.read(session -> ServerList.page(session, query, paging));
    }

    @Override
    public List<LedgerRow> ledger(ServerId server) {
        return database.read(session -> LedgerRows.of(session, server));
    }

    @Override
    public List<LedgerRow> dueWatches(Instant now, Set<AccountId> barred, int limit) {
        return database.read(session -> LedgerRows.dueWatches(session, now, barred, limit));
    }

    @Override
    public List<ServerId> dueLooks(Instant now, Set<AccountId> barred, int limit) {
        return database.read(session -> LookRows.due(session, now, barred, limit));
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return database.read(session -> AccountRows.find(session, id));
    }

    @Override
    public List<Account> accounts() {
        return database.read(AccountRows::all);
    }

    @Override
    public Map<String, Secret> credentials(AccountId id) {
        return database.read(session -> AccountRows.credentials(session, vault, id));
    }

    @Override
    public boolean isUsed(AccountId id) {
        return database.read(session -> AccountRows.isUsed(session, id));
    }

    @Override
    public Page<Outage> outages(Paging paging) {
        return database.read(session -> OutageRows.all(session, paging));
    }

    @Override
    public Page<Outage> openOutages(Paging paging) {
        return database.read(session -> OutageRows.open(session, paging));
    }

    @Override
    public long openOutageCount() {
        return database.read(OutageRows::openCount);
    }

    @Override
    public StoreSummary summary() {
        return summary.now();
    }

    @Override
    public long cursor(String reader) {
        return database.read(session -> EventRows.position(session, reader));
    }
}
