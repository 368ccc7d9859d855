package cloud.dispatcher.engine.service;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.KeyTakenException;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.state.StoreException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a repeated request harmless: the first answer is given again, and a key is good for one request only. */
final class Keys {
    private static final int TRIES = 20;

    private final Records records;
    private final InFlightRequests twins;

    Keys(Records records, InFlightRequests twins) {
        this.records = records;
        this.twins = twins;
    }

    /** The record to commit with the change, if the request has a key. */
    @Nullable
    KeyRecord record(Asked asked, String answer) {
        var key = asked.key();
        return key == null ? null : new KeyRecord(key.scope(), key.key(), records.mac(key.request()), answer);
    }

    /**
     * Answers again what was answered before, or else makes the change. What was changed meanwhile is read and decided again.
     *
     * @param change decides and commits; called again when it was too late
     * @throws RejectedException KEY_REUSED; CONFLICT when an earlier request with this key takes too long; UNAVAILABLE
     */
    <T> Reply<T> once(Asked asked, Supplier<Reply<T>> change) {
        var key = asked.key();
        return key == null ? decided(asked, change) : twins.alone(key, () -> decided(asked, change));
    }

    private <T> Reply<T> decided(Asked asked, Supplier<Reply<T>> change) {
        try {
            var first = first(asked);
            if (first.isPresent()) {
                return again(asked, first.get());
            }
            for (var i = 0; i < TRIES; i++) {
                try {
                    return change.get();
                } catch (StaleException e) {
                    continue;
                } catch (KeyTakenException e) {
                    return again(asked, e.taken());
                } catch (RejectedException e) {
                    // A twin may have been faster, and this one is refused because of what the twin did.
                    return again(asked, first(asked).orElseThrow(() -> e));
                }
            }
            throw new RejectedException(Refusal.UNAVAILABLE, "Too many others change the same thing. Ask again.");
        } catch (StoreException e) {
            throw new RejectedException(
                    Refusal.UNAVAILABLE, e.getMessage() + " Nothing was changed. Ask again when it is mended.");
        }
    }

    private Optional<KeyRecord> first(Asked asked) {
        var key = asked.key();
        return key == null ? Optional.empty() : records.key(key.scope(), key.key());
    }

    private <T> Reply<T> again(Asked asked, KeyRecord first) {
        var key = asked.key();
        if (key == null || !records.mac(key.request()).equals(first.fingerprint())) {
            throw new RejectedException(
                    Refusal.KEY_REUSED,
                    "This Idempotency-Key was used for another request. Use a new key for a new request.");
        }
        return new Reply<>(null, first.answer());
    }
}
