package cloud.dispatcher.api;

/**
 * One intent of one principal (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param scope principal, method and path
 * @param key 1 to 255 printable characters
 * @param request the request in canonical form; only its HMAC is kept
 */
public record IdempotencyKey(String scope, String key, String request) {

    /** The request may hold secrets. */
    @Override
    public String toString() {
        return scope + " " + key;
    }
}
