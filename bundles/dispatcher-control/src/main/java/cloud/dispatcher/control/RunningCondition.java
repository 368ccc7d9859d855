package cloud.dispatcher.control;

import cloud.dispatcher.api.Stage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;

/** The condition {@link Stage#CONDITION} as an OSGi service: everything that works comes and goes with it. */
final class RunningCondition implements Sequence.Gate {
    private final BundleContext context;
    private @Nullable ServiceRegistration<Condition> given;

    RunningCondition(BundleContext context) {
        this.context = context;
    }

    @Override
    public synchronized void give() {
        if (given == null) {
            var properties = FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, Stage.CONDITION));
            given = context.registerService(Condition.class, Condition.INSTANCE, properties);
        }
    }

    @Override
    public synchronized void withdraw() {
        if (given != null) {
            given.unregister();
            given = null;
        }
    }
}
