package cloud.dispatcher.http;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Idempotency keys in memory. */
public final class FakeKeys {
    private final Map<String, String[]> records = new HashMap<>();

    <T> Reply<T> once(Asked asked, Supplier<T> change, Function<T, String> render) {
        var key = asked.key();
        var known = key == null ? null : records.get(key.scope() + "\n" + key.key());
        if (known != null && !known[0].equals(key.request())) {
            throw new RejectedException(
                    Refusal.KEY_REUSED, "The idempotency key was used for another request. Take a new one.");
        }
        if (known != null) {
            return new Reply<>(null, known[1]);
        }
        T value = change.get();
        var answer = render.apply(value);
        if (key != null) {
            records.put(key.scope() + "\n" + key.key(), new String[] {key.request(), answer});
        }
        return new Reply<>(value, answer);
    }
}
