package cloud.dispatcher.itests.outside;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cold boots, one after the other: nothing is cached, nothing hangs. {@code -Dsoak.boots=20} for more of it. */
class BootIT {
    private static final int BOOTS = Integer.getInteger("soak.boots", 5);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Distribution distribution;

    @BeforeEach
    void unpack() throws IOException {
        distribution = Distribution.unpack("BootIT");
    }

    @AfterEach
    void end() {
        distribution.close();
    }

    @Test
    void every_cold_boot_reaches_200() throws Exception {
        for (int boot = 1; boot <= BOOTS; boot++) {
            Distribution.remove(distribution.home().resolve("data"));
            long from = System.nanoTime();
            var container = distribution.boot();
            Eventually.until("boot " + boot + " is ready", PATIENCE, () -> isReady());
            System.err.printf("BootIT: boot %d took %d ms%n", boot, (System.nanoTime() - from) / 1_000_000);
            distribution.must("shutdown");
            if (!container.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("boot " + boot + " does not end");
            }
        }
    }

    private boolean isReady() throws IOException {
        return new Api(distribution.port(), "none").get("/health/ready").status() == 200;
    }
}
