package cloud.dispatcher.control.lifecycle;

import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.Seconds;
import java.time.Duration;

/** How long a start and a stop may take. */
record Settings(Duration start, Duration stop) {
    static final Settings DEFAULT = of(ConfigDefaults.of(DispatcherLifecycle.Config.class));

    static Settings of(DispatcherLifecycle.Config config) {
        return new Settings(Seconds.toDuration(config.startSeconds()), Seconds.toDuration(config.stopSeconds()));
    }
}
