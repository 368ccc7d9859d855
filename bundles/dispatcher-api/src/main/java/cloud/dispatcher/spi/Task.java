package cloud.dispatcher.spi;

import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import java.util.function.Function;

/** What an order asks for. */
public sealed interface Task {

    /** Names every case; a new one breaks the build of whoever has to know. */
    <R> R match(Function<Launch, R> launch, Function<Change, R> change, Function<Remove, R> remove);

    /** Make the server, and what it needs, until it runs. The ledger holds its SERVER line from the first step on. */
    record Launch(LaunchServer request) implements Task {
        @Override
        public <R> R match(Function<Launch, R> launch, Function<Change, R> change, Function<Remove, R> remove) {
            return launch.apply(this);
        }
    }

    /**
     * Bring the server to another state: START, STOP, REBOOT, PAUSE or RESUME. A server that is already as asked is Done.
     *
     * @param server its line; its cloud id is known
     */
    record Change(ActionKind kind, LedgerLine server, Force force) implements Task {
        @Override
        public <R> R match(Function<Launch, R> launch, Function<Change, R> change, Function<Remove, R> remove) {
            return change.apply(this);
        }
    }

    /**
     * Remove one thing, whether it is there or not: by its cloud id and nothing else where the line has one, else by token, unique name or
     * tag. Done with nothing seen means: the cloud shows no such thing now. Several found under one token: Done with all of them seen, and
     * none touched.
     */
    record Remove(LedgerLine thing) implements Task {
        @Override
        public <R> R match(Function<Launch, R> launch, Function<Change, R> change, Function<Remove, R> remove) {
            return remove.apply(this);
        }
    }
}
