package cloud.dispatcher.spi;

import cloud.dispatcher.model.ResourceKind;

/**
 * A thing that the next step is going to create.
 *
 * @param name unique in the account and the same at every repetition: derive it from the operation id
 */
public record Intent(ResourceKind kind, String name) {}
