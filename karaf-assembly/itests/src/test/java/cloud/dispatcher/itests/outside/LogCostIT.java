package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a day of the log costs at each level: {@code -Dlog.cost=60} measures so many seconds of each. The load: 100 servers on the watch,
 * and each second one of them is rebooted over REST.
 */
@EnabledIfSystemProperty(named = "log.cost", matches = "\\d+", disabledReason = "a measurement: -Dlog.cost=60")
class LogCostIT {
    private static final int SERVERS = 100;
    private static final Duration EACH = Duration.ofSeconds(1);

    @Test
    void a_day_at_each_level_costs() throws IOException {
        var seconds = Integer.getInteger("log.cost");
        try (var distribution = Distribution.unpack("LogCostIT")) {
            distribution.set("org.ops4j.pax.logging", "log4j2.appender.rolling.policies.size.size", "2000MB");
            var api = distribution.start();
            api.account("cloud", "simulator", Map.of("bootTime", "PT1S", "port", distribution.simulatedPort()));
            for (int i = 0; i < SERVERS; i++) {
                api.launch(Api.server("cloud", "web-" + i, "small", "debian-12"));
            }
            var servers = api.all("/api/v1/servers").stream()
                    .map(server -> server.get("id").asText())
                    .toList();
            Eventually.until(
                    "all run",
                    Duration.ofMinutes(2),
                    () -> api.all("/api/v1/servers?state=RUNNING").size() == SERVERS);
            for (var level : new String[] {"WARN", "INFO", "DEBUG", "TRACE"}) {
                distribution.must("log:set", level, "cloud.dispatcher");
                long before = size(distribution);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
                for (int i = 0; System.nanoTime() < end; i++) {
                    api.post("/api/v1/servers/" + servers.get(i % SERVERS) + "/reboot", Map.of());
                    LockSupport.parkNanos(EACH.toNanos());
                }
                long day = (size(distribution) - before) * TimeUnit.DAYS.toSeconds(1) / seconds;
                System.out.printf("%s: %,d MB a day, all files%n", level, day / 1_000_000);
                assertThat(day).isPositive();
            }
        }
    }

    private static long size(Distribution distribution) throws IOException {
        try (var files = Files.list(distribution.home().resolve("data/log"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
