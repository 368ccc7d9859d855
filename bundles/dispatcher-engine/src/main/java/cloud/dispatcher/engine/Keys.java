package cloud.dispatcher.engine;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.IdempotencyKey;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.KeyTakenException;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.state.StoreException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a repeated request harmless: the first answer is given again, and a key is good for one request only. */
final class Keys {
    private static final int TRIES = 20;

    private final Records records;

    Keys(Records records) {
        this.records = records;
    }

    /** The record to commit with the change, if the request has a key. */
    @Nullable
    KeyRecord record(Asked asked, String answer) {
        var key = asked.key();
        return key == null ? null : new KeyRecord(key.scope(), key.key(), records.mac(key.request()), answer);
    }

    /**
     * Answers again what was answered before, or else makes the change. What somebody else changed meanwhile is read and decided again.
     *
     * @param change decides and commits; called again when it was too late
     */
    <T> Reply<T> once(Asked asked, Supplier<Reply<T>> change) {
        try {
            var key = asked.key();
            var first = key == null ? null : records.key(key.scope(), key.key()).orElse(null);
            if (key != null && first != null) {
                return again(key, first);
            }
            for (var i = 0; i < TRIES; i++) {
                try {
                    return change.get();
                } catch (StaleException e) {
                    continue;
                } catch (KeyTakenException e) {
                    return again(key, e.taken());
                }
            }
            throw new RejectedException(Refusal.UNAVAILABLE, "Too many others change the same thing. Ask again.");
        } catch (StoreException e) {
            throw new RejectedException(
                    Refusal.UNAVAILABLE, e.getMessage() + " Nothing was changed. Ask again when it is mended.");
        }
    }

    private <T> Reply<T> again(@Nullable IdempotencyKey key, KeyRecord first) {
        if (key == null || !records.mac(key.request()).equals(first.fingerprint())) {
            throw new RejectedException(
                    Refusal.KEY_REUSED,
                    "This Idempotency-Key was used for another request. Use a new key for a new request.");
        }
        return new Reply<>(null, first.answer());
    }
}
