package cloud.dispatcher.model;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;

/** Reads the defaults that a component's {@code @interface Config} declares. */
public final class ConfigDefaults {
    private ConfigDefaults() {}

    /** A configuration in which every key has its default. */
    public static <C> C of(Class<C> config) {
        return with(config, Map.of());
    }

    /** The same, but for these values. */
    public static <C> C with(Class<C> config, Map<String, ?> values) {
        var proxy = Proxy.newProxyInstance(config.getClassLoader(), new Class<?>[] {config}, (self, key, none) -> {
            var value = values.get(key.getName());
            return value != null ? value : Objects.requireNonNull(key.getDefaultValue(), key.getName());
        });
        return config.cast(proxy);
    }
}
