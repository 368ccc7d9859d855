package cloud.dispatcher.model;

import java.time.Instant;
import java.util.Map;

/**
 * Credentials and region for one cloud, without the credentials.
 *
 * @param executor the name of the executor that speaks to this cloud
 * @param settings what the executor's description asks for
 * @param version grows with every change; REST shows it as the ETag
 */
public record Account(
        AccountId id, String name, String executor, Map<String, String> settings, Instant createdAt, long version) {
    public Account {
        Text.require(name, "name");
        Text.require(executor, "executor");
        settings = Map.copyOf(settings);
    }
}
