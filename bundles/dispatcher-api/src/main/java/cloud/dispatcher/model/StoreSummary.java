package cloud.dispatcher.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds. The counts may be half a minute old.
 *
 * @param bytes on the disk
 * @param servers those that are terminated included
 * @param keys idempotency keys
 * @param oldestEvent when the oldest event that is kept happened; null when there is none
 * @param setAside which rows cannot be read, for people; null when there is none
 */
public record StoreSummary(
        long bytes,
        long events,
        long operations,
        long servers,
        long outages,
        long keys,
        @Nullable Instant oldestEvent,
        @Nullable String setAside) {}
