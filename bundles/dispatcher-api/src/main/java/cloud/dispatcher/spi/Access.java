package cloud.dispatcher.spi;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Secret;
import java.util.Map;

/**
 * What an executor needs to act for one account.
 *
 * @param installation this dispatcher's own id, to tag what it creates: two installations may share an account
 * @param settings the account's settings with the description's defaults filled in; for an operation, as they were at its first step
 */
public record Access(
        AccountId account,
        String accountName,
        String installation,
        Map<String, String> settings,
        Map<String, Secret> credentials) {
    public Access {
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }

    /** The setting's value; the door has seen to it that what the description requires or defaults is there. */
    public String setting(String name) {
        var value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("account " + accountName + " has no setting " + name);
        }
        return value;
    }
}
