package cloud.dispatcher.shell;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code name=value}. */
public final class KeyValues {
    private KeyValues() {}

    /**
     * Reads them in their order.
     *
     * @throws RejectedException for what is not a pair, without showing it: it may hold a secret
     */
    public static Map<String, String> of(List<String> texts) {
        var pairs = new LinkedHashMap<String, String>();
        for (var text : texts) {
            int at = text.indexOf('=');
            if (at < 1) {
                throw new RejectedException(Refusal.INVALID, "Write it as name=value.");
            }
            pairs.put(text.substring(0, at), text.substring(at + 1));
        }
        return pairs;
    }
}
