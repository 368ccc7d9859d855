package cloud.dispatcher.engine;

import cloud.dispatcher.config.ConfigFile;
import cloud.dispatcher.config.Reading;
import cloud.dispatcher.engine.decide.Limits;

/**
 * What can be configured.
 *
 * @param queue how many operations may be open before new ones are refused
 */
record Settings(Limits limits, int queue) {
    static final Settings DEFAULT = new Settings(Limits.DEFAULT, 200_000);
    static final ConfigFile<Settings> FILE = new ConfigFile<>(Engine.PID, DEFAULT, Settings::of);

    private static final String HOUR = "3600";
    private static final String WEEK = "604800";

    private static Settings of(Reading<Settings> file) {
        var limits = new Limits(
                file.seconds("stepSeconds", "1", HOUR, before -> before.limits.step()),
                file.seconds("launchSeconds", "1", WEEK, before -> before.limits.launch()),
                file.seconds("changeSeconds", "1", WEEK, before -> before.limits.change()),
                file.seconds("terminateSeconds", "1", WEEK, before -> before.limits.terminate()),
                file.seconds("cleanUpSeconds", "1", WEEK, before -> before.limits.cleanUp()),
                Limits.DEFAULT.backoff(),
                file.seconds("backoffMostSeconds", "1", HOUR, before -> before.limits.backoffMost()),
                file.whole("tries", 1, 100, before -> before.limits.tries()),
                Limits.DEFAULT.grace());
        return new Settings(limits, file.whole("queue", 1, 10_000_000, Settings::queue));
    }
}
