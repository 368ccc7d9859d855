package cloud.dispatcher.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One numbered outage of one server: DISCOVERED, and later CLEARED. */
public record Outage(
        long number,
        ServerId server,
        AccountId account,
        Instant discoveredAt,
        @Nullable Instant clearedAt) {}
