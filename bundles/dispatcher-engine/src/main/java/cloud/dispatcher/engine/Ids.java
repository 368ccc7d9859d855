package cloud.dispatcher.engine;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes ids: UUIDs of version 7 (RFC 9562, 5.7), each greater than the one before. */
final class Ids {
    private final SecureRandom random = new SecureRandom();
    private long lastTick;

    /** The 12 bits below the millisecond count upwards, so that ids of one millisecond keep their order (RFC 9562, 6.2, method 3). */
    synchronized String next(Instant now) {
        var tick = Math.max(now.toEpochMilli() << 12, lastTick + 1);
        lastTick = tick;
        var high = (tick >>> 12) << 16 | 0x7000 | (tick & 0xFFF);
        var low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
