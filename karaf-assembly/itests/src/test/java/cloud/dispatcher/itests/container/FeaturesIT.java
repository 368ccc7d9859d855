package cloud.dispatcher.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeatureState;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;

/** The distribution, as it starts. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeaturesIT {
    @Inject
    BootFinished booted;

    @Inject
    FeaturesService features;

    @Inject
    BundleContext context;

    @Configuration
    public Option[] distribution() {
        return new Option[] {Distribution.unpacked()};
    }

    @Test
    public void every_feature_of_ours_is_started() throws Exception {
        for (var name : List.of(
                "dispatcher-web",
                "dispatcher-store",
                "dispatcher-engine",
                "dispatcher-http",
                "dispatcher-pinger",
                "dispatcher-control",
                "dispatcher-shell",
                "dispatcher-executor-simulator",
                "dispatcher-executor-libvirt")) {
            var feature = features.getFeature(name);
            assertEquals(name, FeatureState.Started, features.getState(feature.getId()));
            assertTrue(name + " is a root of its own", features.isRequired(feature));
        }
    }

    @Test
    public void every_bundle_is_active() {
        assertEquals(
                List.of(),
                bundles()
                        .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                        .map(Bundle::getSymbolicName)
                        .toList());
    }

    @Test
    public void installing_a_feature_restarts_nothing() throws Exception {
        var stopped = new CopyOnWriteArrayList<String>();
        SynchronousBundleListener listener = event -> {
            if (event.getType() == BundleEvent.STOPPING) {
                stopped.add(event.getBundle().getSymbolicName());
            }
        };
        context.addBundleListener(listener);
        try {
            features.installFeatures(Set.of("wrap", "kar", "deployer"), EnumSet.noneOf(FeaturesService.Option.class));
        } finally {
            context.removeBundleListener(listener);
        }
        assertEquals(List.of(), stopped);
    }

    private Stream<Bundle> bundles() {
        return Arrays.stream(context.getBundles());
    }
}
