package cloud.dispatcher.state;

/**
 * An idempotency key with its first answer.
 *
 * @param fingerprint HMAC of the request, see {@link Records#mac}
 */
public record KeyRecord(String scope, String key, String fingerprint, String answer) {}
