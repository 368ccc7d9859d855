package cloud.dispatcher.model;

import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed.
 *
 * @param message the cloud's own words where it said any
 * @param cloudCode the cloud's own code
 * @param cloudRequestId what the cloud's support will ask for
 * @param remedy what a person can do
 */
public record OperationError(
        Fault fault,
        String message,
        @Nullable String cloudCode,
        @Nullable String cloudRequestId,
        @Nullable String remedy) {
    public OperationError {
        Text.require(message, "message");
    }
}
