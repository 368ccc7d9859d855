package cloud.dispatcher.engine.executors;

import cloud.dispatcher.spi.Executor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Knows which executors are installed, also while the dispatcher is stopped and none of them is there. */
@Component(service = InstalledExecutors.class)
public final class InstalledExecutors {
    private final ServiceComponentRuntime components;

    @Activate
    public InstalledExecutors(@Reference ServiceComponentRuntime components) {
        this.components = components;
    }

    public Set<String> names() {
        return names(components.getComponentDescriptionDTOs());
    }

    /** One that does not say its name is known only while it is there. */
    static Set<String> names(Collection<ComponentDescriptionDTO> components) {
        return components.stream()
                .filter(component -> Arrays.asList(component.serviceInterfaces).contains(Executor.class.getName()))
                .flatMap(component -> component.properties.get(Executor.NAME) instanceof String name
                        ? Stream.of(name)
                        : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
