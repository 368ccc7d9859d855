package cloud.dispatcher.api;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Setting;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Tells which clouds can be spoken to. */
@ProviderType
public interface Executors {

    /** By name: those that are there or installed, and those that accounts name but that are neither. */
    List<ExecutorStatus> list();

    /** Whether an executor can work now. */
    enum State {
        ACTIVE,
        /** It is installed, and comes when the dispatcher starts. */
        WAITING,
        /** Accounts name it, and it is not installed. Its operations wait. */
        ABSENT
    }

    /** One executor. Of one that is not active only the name is known. */
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
