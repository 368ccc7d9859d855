package cloud.dispatcher.spi;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Setting;
import java.util.List;
import java.util.Set;

/**
 * What an executor is and asks for.
 *
 * @param name the word that accounts name it by, {@code simulator}
 * @param title for people
 * @param settings what an account of this kind has; none of them is secret
 * @param credentials what it has that is secret
 * @param actions what it can do
 */
public record Description(
        String name,
        String title,
        List<Setting> settings,
        List<Setting> credentials,
        Set<ActionKind> actions,
        Idempotency idempotency) {
    public Description {
        settings = List.copyOf(settings);
        credentials = List.copyOf(credentials);
        actions = Set.copyOf(actions);
    }
}
