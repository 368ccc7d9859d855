package cloud.dispatcher.engine.executors;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.spi.Executor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class InstalledExecutorsTest {
    @Test
    void an_executor_is_known_by_the_name_that_its_component_carries() {
        var name = Map.<String, Object>of(Executor.NAME, "moon");
        assertThat(InstalledExecutors.names(List.of(
                        component(name, Executor.class.getName()),
                        component(Map.of(), Executor.class.getName()),
                        component(Map.of(Executor.NAME, "sun"), Runnable.class.getName()))))
                .containsExactly("moon");
    }

    private static ComponentDescriptionDTO component(Map<String, Object> properties, String service) {
        var component = new ComponentDescriptionDTO();
        component.properties = properties;
        component.serviceInterfaces = new String[] {service};
        return component;
    }
}
