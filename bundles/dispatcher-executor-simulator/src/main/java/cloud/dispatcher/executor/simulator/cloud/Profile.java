package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.Setting;
import cloud.dispatcher.spi.Idempotency;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the cloud treats one account, as its settings say.
 *
 * @param latency what one call takes
 * @param lateListing how long what was created is not visible to look-ups by tag and to lists
 * @param lostCalls share of all calls that never arrive
 * @param lostAnswers share of the changing calls whose answer is lost
 * @param lateEffect how much later than its lost answer the effect of such a call comes
 * @param failLaunches share of the servers that break when they are created
 * @param listeners how many servers are listened for
 * @param volumes how many volumes a server needs
 */
public record Profile(
        Idempotency idempotency,
        Duration latency,
        Duration bootTime,
        Duration stopTime,
        Duration lateListing,
        double lostCalls,
        double lostAnswers,
        Duration lateEffect,
        double throttling,
        int callsPerSecond,
        int capacity,
        int quota,
        double failLaunches,
        int listeners,
        int port,
        List<String> sizes,
        List<String> images,
        int volumes,
        int pageSize,
        long seed) {

    private static final Duration DAY = Duration.ofDays(1);

    /** The settings of an account, each with its default. */
    public static final List<Setting> SETTINGS = List.of(
            new Setting(
                    "idempotency",
                    Setting.Type.TEXT,
                    "What a second create of the same thing leads to: TOKEN returns the first, UNIQUE_NAME is refused, LOOKUP makes a second",
                    "TOKEN",
                    List.of("TOKEN", "UNIQUE_NAME", "LOOKUP"),
                    Setting.Change.WHILE_EMPTY),
            time(
                    "settlesWithin",
                    "How long after a lost call its effect may still become visible; more than 0",
                    "PT10S"),
            time("latency", "What one call takes", "PT0S"),
            time("bootTime", "What a start, launch or reboot takes", "PT3S"),
            time("stopTime", "What a stop or termination takes", "PT1S"),
            time("lateListing", "How long look-ups do not show what was created", "PT0S"),
            share("lostCalls", "Share of all calls that never arrive"),
            share("lostAnswers", "Share of the changing calls that arrive, but whose answer is lost"),
            time("lateEffect", "How much later than its lost answer the effect of such a call comes", "PT0S"),
            share("throttling", "Share of all calls refused as too many"),
            number(
                    "callsPerSecond",
                    "How many calls a second are served before they are throttled; 0 for any number",
                    "0"),
            number("capacity", "How many servers the cloud has room for", "1000000"),
            number("quota", "How many servers the account may have", "1000000"),
            share("failLaunches", "Share of the launches whose server is created and breaks"),
            number(
                    "listeners",
                    "For how many servers somebody listens, each on its own address of 127.64.0.0/10; the others are not heartbeaten",
                    "1000"),
            number("port", "The TCP port that servers created from now on answer on, 1 to 65535", "8022"),
            text("sizes", "The sizes to choose from, with commas between", "small,medium,large"),
            text(
                    "images",
                    "The images to choose from, with commas between",
                    "debian-12,debian-13,ubuntu-24.04,alpine-3.22"),
            number("volumes", "How many volumes are created for each server; up to 8", "0"),
            number("pageSize", "How many things one page of a list has; 1 to 10000", "1000"),
            number("seed", "Where the chances start from: the same seed and the same calls have the same luck", "1"));

    private static Setting time(String name, String description, String fallback) {
        return Setting.optional(
                name, Setting.Type.DURATION, description + ". Up to a day; default " + fallback, fallback);
    }

    private static Setting share(String name, String description) {
        return Setting.optional(name, Setting.Type.DECIMAL, description + ", 0 to 1; default 0", "0");
    }

    private static Setting number(String name, String description, String fallback) {
        return Setting.optional(name, Setting.Type.INTEGER, description + "; default " + fallback, fallback);
    }

    private static Setting text(String name, String description, String fallback) {
        return Setting.optional(name, Setting.Type.TEXT, description + "; default " + fallback, fallback);
    }

    /**
     * Reads the settings of an account; what is not there has its default.
     *
     * @throws IllegalArgumentException in one sentence that names the setting, its value and what is allowed
     */
    public static Profile of(Map<String, String> settings) {
        var values = new Values(settings);
        return new Profile(
                new Idempotency(
                        values.choice("idempotency", Idempotency.Kind.class),
                        values.duration("settlesWithin", Duration.ofMillis(1), DAY)),
                values.duration("latency", Duration.ZERO, DAY),
                values.duration("bootTime", Duration.ZERO, DAY),
                values.duration("stopTime", Duration.ZERO, DAY),
                values.duration("lateListing", Duration.ZERO, DAY),
                values.share("lostCalls"),
                values.share("lostAnswers"),
                values.duration("lateEffect", Duration.ZERO, DAY),
                values.share("throttling"),
                values.number("callsPerSecond", 0, 1_000_000),
                values.number("capacity", 0, Integer.MAX_VALUE),
                values.number("quota", 0, Integer.MAX_VALUE),
                values.share("failLaunches"),
                values.number("listeners", 0, Integer.MAX_VALUE),
                values.number("port", 1, 65_535),
                values.words("sizes"),
                values.words("images"),
                values.number("volumes", 0, 8),
                values.number("pageSize", 1, 10_000),
                values.number("seed", Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
}
