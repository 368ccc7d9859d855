package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.ResourceKind;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the cloud when something is to be created; it stays with the thing as its tags.
 *
 * @param token the operation that it is for
 * @param unique the client token and unique name: the same at every repetition; a server's is its operation
 * @param name what people call it
 * @param installation the dispatcher that asks
 */
public record Creation(
        ResourceKind kind,
        String token,
        String unique,
        String name,
        String installation,
        @Nullable String size,
        @Nullable String image) {}
