package cloud.dispatcher.http.view;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.ServerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A numbered outage of a server. */
public record OutageView(
        long number,
        ServerId server,
        AccountId account,
        OutageState state,
        Instant discoveredAt,
        @Nullable Instant clearedAt) {

    /** Whether it is over. */
    public enum OutageState {
        DISCOVERED,
        CLEARED
    }

    public static OutageView of(Outage outage) {
        return new OutageView(
                outage.number(),
                outage.server(),
                outage.account(),
                outage.clearedAt() == null ? OutageState.DISCOVERED : OutageState.CLEARED,
                outage.discoveredAt(),
                outage.clearedAt());
    }
}
