package cloud.dispatcher.control;

import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a start and a stop may take. */
record Settings(Duration start, Duration stop) {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MOST = 3_600;

    static final Settings DEFAULT = new Settings(Duration.ofSeconds(60), Duration.ofSeconds(20));

    /** What the configuration says; where it makes no sense that is logged, and what {@code before} says stays. */
    static Settings of(Map<String, ?> values, Settings before) {
        return new Settings(
                seconds(values, "startSeconds", DEFAULT.start, before.start),
                seconds(values, "stopSeconds", DEFAULT.stop, before.stop));
    }

    private static Duration seconds(Map<String, ?> values, String key, Duration fallback, Duration before) {
        var value = values.get(key);
        if (value == null) {
            return fallback;
        }
        var text = value.toString().strip();
        if (text.matches("\\d{1,4}")) {
            int seconds = Integer.parseInt(text);
            if (seconds >= 1 && seconds <= MOST) {
                return Duration.ofSeconds(seconds);
            }
        }
        LOG.error(
                "etc/{}.cfg: {} = {} is not within 1 to {} seconds; it stays {}.",
                DispatcherSwitch.PID,
                key,
                text,
                MOST,
                before.toSeconds());
        return before;
    }
}
