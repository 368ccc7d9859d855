package cloud.dispatcher.api;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Setting;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Tells which clouds can be spoken to. */
@ProviderType
public interface Executors {

    /** By name: those that are there, and those that accounts name but that are not. */
    List<ExecutorStatus> list();

    /** Whether an executor can work now. */
    enum State {
        ACTIVE,
        /** Accounts name it, and it is not there: not installed, or the dispatcher is stopped. Its operations wait. */
        ABSENT
    }

    /** One executor. Of an absent one only the name is known. */
    record ExecutorStatus(
            String name,
            String title,
            State state,
            List<Setting> settings,
            List<Setting> credentials,
            Set<ActionKind> actions) {
        public ExecutorStatus {
            settings = List.copyOf(settings);
            credentials = List.copyOf(credentials);
            actions = Set.copyOf(actions);
        }
    }
}
