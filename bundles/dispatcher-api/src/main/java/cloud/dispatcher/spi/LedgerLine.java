package cloud.dispatcher.spi;

import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger, as an executor sees it: a thing that we created or were about to.
 *
 * @param operation the launch that it belongs to: its token
 * @param name what it is called there, unique in the account; for a SERVER the operation id
 * @param cloudId the cloud's id, once it was seen
 */
public record LedgerLine(
        OperationId operation,
        ResourceKind kind,
        String name,
        @Nullable String cloudId) {}
