package cloud.dispatcher.engine;

import cloud.dispatcher.engine.decide.Limits;
import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.Seconds;

/**
 * What can be configured.
 *
 * @param queue how many operations may be open before new ones are refused
 */
record Settings(Limits limits, int queue) {
    static final Settings DEFAULT = of(ConfigDefaults.of(Engine.Config.class));

    static Settings of(Engine.Config config) {
        var limits = new Limits(
                Seconds.toDuration(config.stepSeconds()),
                Seconds.toDuration(config.launchSeconds()),
                Seconds.toDuration(config.changeSeconds()),
                Seconds.toDuration(config.terminateSeconds()),
                Seconds.toDuration(config.cleanUpSeconds()),
                Limits.DEFAULT.backoff(),
                Seconds.toDuration(config.backoffMostSeconds()),
                config.tries(),
                Limits.DEFAULT.grace());
        return new Settings(limits, config.queue());
    }
}
