package cloud.dispatcher.shell.account;

import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.model.Setting;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes the name of a credential in a pair. */
@Service
public final class CredentialNames extends PairNames {
    @Override
    List<Setting> names(ExecutorStatus executor) {
        return executor.credentials();
    }
}
