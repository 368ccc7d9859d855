package cloud.dispatcher.control.lifecycle;

import cloud.dispatcher.api.Stage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;

/** The condition {@link Stage#CONDITION} as an OSGi service: everything that works comes and goes with it. */
final class RunningCondition implements StageSequence.Gate {
    private final BundleContext context;
    private @Nullable ServiceRegistration<Condition> registration;

    RunningCondition(BundleContext context) {
        this.context = context;
    }

    @Override
    public synchronized void give() {
        if (registration == null) {
            var properties = FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, Stage.CONDITION));
            registration = context.registerService(Condition.class, Condition.INSTANCE, properties);
        }
    }

    @Override
    public synchronized void withdraw() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
