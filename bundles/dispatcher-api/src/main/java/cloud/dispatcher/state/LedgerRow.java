package cloud.dispatcher.state;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that we created or were about to, and for which operation. Its key is operation, kind and name.
 *
 * @param twins the cloud ids of other things that answer to the same token; nobody touches them
 * @param position the order of the intents of one operation; removal goes backwards
 * @param stray whether a create whose answer was lost may still make this thing appear, or appear twice
 * @param lookAt when the watch looks for it again, for lines of operations that are over; null for no watch
 * @param version 1 when stored first; every write adds one
 */
public record LedgerRow(
        OperationId operation,
        ResourceKind kind,
        String name,
        AccountId account,
        ServerId server,
        @Nullable String cloudId,
        List<String> twins,
        Standing standing,
        Effect stray,
        int position,
        @Nullable Instant lookAt,
        long version) {
    public LedgerRow {
        twins = List.copyOf(twins);
    }

    /** What is known of the thing. */
    public enum Standing {
        /** It may be created from now on. */
        INTENDED,
        /** The cloud has shown it. */
        PRESENT,
        /** It must not exist: remove what turns up. */
        UNWANTED,
        /** There are two under one token. They were reported, and nobody touches them. */
        DOUBLED,
        /** It does not exist, and nothing can make it appear any more. */
        GONE
    }
}
