package cloud.dispatcher.state;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row to write. A row with a version is written only if the stored version is the row's version minus one; version 1 means that the
 * row must not be there yet.
 */
public sealed interface Write {

    /** Names every case; a new one breaks the build of whoever has to know. */
    <R> R match(Cases<R> cases);

    /** One method for each case. */
    interface Cases<R> {
        R putWork(PutWork write);

        R eraseUserData(EraseUserData write);

        R putServer(PutServer write);

        R putLedger(PutLedger write);

        R putAccount(PutAccount write);

        R dropAccount(DropAccount write);

        R putLook(PutLook write);

        R dropLook(DropLook write);

        R putCursor(PutCursor write);
    }

    /** An operation. The sequence of a first write is given by the store, whatever the row says; it fails as stale when the account is gone. */
    record PutWork(Work work) implements Write {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.putWork(this);
        }
    }

    /** Forgets an operation's user data for good: the last thing that needs it is made, or undo begins. Versions stay as they are. */
    record EraseUserData(OperationId operation) implements Write {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.eraseUserData(this);
        }
    }

    /** A server, by its version. One that becomes TERMINATED clears its open outage. */
    record PutServer(Server server) implements Write {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.putServer(this);
        }
    }

    /** A line of the ledger. */
    record PutLedger(LedgerRow row) implements Write {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.putLedger(this);
        }
    }

    /** An account, by its version. Credentials that are null stay as they are; a name that is taken makes the unit fail as stale. */
    record PutAccount(Account account, @Nullable Map<String, Secret> credentials, Guard guard) implements Write {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.putAccount(this);
        }

        /** What must hold of the account in the same transaction. */
        public enum Guard {
            NONE,
            /** Fails as stale when {@link Records#isUsed}. */
            UNLESS_USED
        }
    }

    /** Deletes an account of exactly this version. Fails as stale while servers that are not terminated, operations or watched lines are in it. */
    record DropAccount(AccountId account, long version) implements Write {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropAccount(this);
        }
    }

    /** Asks the worker to refresh a server from its cloud. A server has one look-up at most; the earlier time counts. Writes apply in order:
     * drop, then put, postpones. */
    record PutLook(ServerId server, Instant due) implements Write {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.putLook(this);
        }
    }

    /** The server was refreshed. */
    record DropLook(ServerId server) implements Write {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropLook(this);
        }
    }

    /** A reader of the journal has read up to {@code to}; {@code from} is the position that it had, 0 at first. */
    record PutCursor(String reader, long from, long to) implements Write {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.putCursor(this);
        }
    }
}
