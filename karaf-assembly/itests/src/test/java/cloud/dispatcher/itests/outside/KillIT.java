package cloud.dispatcher.itests.outside;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} at random moments, while launches come in on clouds that lose answers; then the clouds are asked what truly is.
 * {@code -Dsoak.kills=100} for more of it, {@code -Dsoak.seed} for the same moments again.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("soak.kills", 8);
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private Distribution distribution;
    private Load load;

    @BeforeEach
    void start() throws IOException {
        distribution = Distribution.unpack("KillIT");
        load = Load.on(distribution, distribution.start(), SEED);
    }

    @AfterEach
    void end() {
        if (load != null) {
            load.abandon();
        }
        distribution.close();
    }

    @Test
    void after_any_kills_every_launch_is_over_and_has_exactly_one_server() throws Exception {
        System.err.printf("KillIT: %d kills, -Dsoak.seed=%d%n", KILLS, SEED);
        load.begin();
        for (int kill = 1; kill <= KILLS; kill++) {
            LockSupport.parkNanos(random.nextLong(100_000_000, 3_000_000_000L));
            distribution.kill();
            if (random.nextInt(3) == 0) {
                killWhileItStarts();
            }
            distribution.must("start");
        }
        load.end();
        load.judge();
    }

    private void killWhileItStarts() {
        var start = CompletableFuture.runAsync(() -> distribution.run("start"));
        LockSupport.parkNanos(random.nextLong(1_000_000_000, 6_000_000_000L));
        distribution.kill();
        start.join();
    }
}
