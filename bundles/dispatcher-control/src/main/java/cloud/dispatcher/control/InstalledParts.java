package cloud.dispatcher.control;

import cloud.dispatcher.api.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Tells from the components that are installed which stages this container has, and why one of them does not come up. */
final class InstalledParts implements Switchboard.Parts {
    private final ServiceComponentRuntime components;
    private final BooleanSupplier booted;

    /** @param booted whether every bundle that the container starts with is there */
    InstalledParts(ServiceComponentRuntime components, BooleanSupplier booted) {
        this.components = components;
        this.booted = booted;
    }

    @Override
    public boolean isExpected(String stage) {
        return !booted.getAsBoolean() || !descriptions(stage).isEmpty();
    }

    @Override
    public String whyMissing(String stage) {
        var found = descriptions(stage);
        if (found.isEmpty()) {
            return "The " + stage + " is not installed.";
        }
        var reasons = new ArrayList<String>();
        for (var description : found) {
            for (var configuration : components.getComponentConfigurationDTOs(description)) {
                reasons.add(reason(configuration));
            }
        }
        return "The " + stage + " does not come up: "
                + (reasons.isEmpty() ? "its component is not active" : String.join("; ", reasons)) + ".";
    }

    private static String reason(ComponentConfigurationDTO configuration) {
        if (configuration.failure != null) {
            return configuration.failure.lines().findFirst().orElse("it failed").strip();
        }
        var lacks = new ArrayList<String>();
        for (var reference : configuration.unsatisfiedReferences) {
            lacks.add(service(configuration.description, reference.name));
        }
        return lacks.isEmpty() ? "it is not active yet" : "it waits for " + String.join(", ", lacks);
    }

    private static String service(ComponentDescriptionDTO description, String reference) {
        for (var declared : description.references) {
            if (declared.name.equals(reference)) {
                return declared.target == null
                        ? declared.interfaceName
                        : declared.interfaceName + " " + declared.target;
            }
        }
        return reference;
    }

    private List<ComponentDescriptionDTO> descriptions(String stage) {
        return components.getComponentDescriptionDTOs().stream()
                .filter(description -> stage.equals(description.properties.get(Stage.NAME)))
                .filter(components::isComponentEnabled)
                .toList();
    }
}
