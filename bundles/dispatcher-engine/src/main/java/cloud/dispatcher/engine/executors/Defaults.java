package cloud.dispatcher.engine.executors;

import cloud.dispatcher.spi.Description;
import java.util.HashMap;
import java.util.Map;

/** What counts for a setting that an account does not give. */
public final class Defaults {
    private Defaults() {}

    /** The settings with the description's defaults filled in. */
    public static Map<String, String> filled(Map<String, String> settings, Description description) {
        var filled = new HashMap<String, String>();
        for (var setting : description.settings()) {
            if (setting.fallback() != null) {
                filled.put(setting.name(), setting.fallback());
            }
        }
        filled.putAll(settings);
        return filled;
    }
}
