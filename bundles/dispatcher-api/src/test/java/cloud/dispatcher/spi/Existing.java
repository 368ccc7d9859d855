package cloud.dispatcher.spi;

import cloud.dispatcher.model.ResourceKind;

/**
 * One thing that exists in a cloud, as the cloud itself tells it, past the executor.
 *
 * @param name that of its ledger line
 */
public record Existing(ResourceKind kind, String name, String cloudId) {}
