package cloud.dispatcher.model;

import org.jspecify.annotations.Nullable;

/**
 * A thing that an operation may have left in the cloud when it ended.
 *
 * @param name the name or token it was to be created under
 * @param cloudId the cloud's id, where it is known
 */
public record Leftover(
        ResourceKind kind, String name, @Nullable String cloudId) {}
