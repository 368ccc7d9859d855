package cloud.dispatcher.model;

import org.jspecify.annotations.Nullable;

/**
 * One server with what is known of it beside the cloud's word.
 *
 * @param heldBy the operation whose turn it is on this server
 */
public record ObservedServer(
        Server server, Heartbeat heartbeat, @Nullable OperationId heldBy) {}
