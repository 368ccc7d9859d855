package cloud.dispatcher.model;

/**
 * A configured value that cannot be used, although it is well-formed.
 *
 * @param effective what is used instead; may be empty
 * @param reason for people: why, and what happens next
 */
public record ConfigResult(String effective, String reason) {}
