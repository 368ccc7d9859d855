package cloud.dispatcher.control;

import cloud.dispatcher.api.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Tells from the components that are installed which stages this container has, and why one of them does not come up. */
final class InstalledParts implements Parts {
    private static final String OURS = "cloud.dispatcher.";

    private final ServiceComponentRuntime components;
    private final BooleanSupplier booted;

    /** @param booted whether every bundle that the container starts with is there */
    InstalledParts(ServiceComponentRuntime components, BooleanSupplier booted) {
        this.components = components;
        this.booted = booted;
    }

    @Override
    public boolean isExpected(String stage) {
        return !booted.getAsBoolean() || !stages(stage).isEmpty();
    }

    @Override
    public List<String> failures() {
        return components.getComponentDescriptionDTOs().stream()
                .filter(component -> component.name.startsWith(OURS))
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(configuration -> configuration.failure != null)
                .map(configuration -> cause(configuration.failure))
                .distinct()
                .toList();
    }

    @Override
    public List<String> whyMissing(List<String> stages) {
        var failures = failures();
        if (!failures.isEmpty()) {
            return failures; // the rest follows from them
        }
        var lacking = new LinkedHashSet<String>();
        for (var stage : stages) {
            var able = stages(stage);
            if (able.isEmpty()) {
                lacking.add("no " + stage + " is installed");
            }
            able.forEach(component -> explain(component, new LinkedHashSet<>(), lacking));
        }
        return List.copyOf(lacking);
    }

    private List<ComponentDescriptionDTO> stages(String stage) {
        return components.getComponentDescriptionDTOs().stream()
                .filter(component -> stage.equals(component.properties.get(Stage.NAME)))
                .filter(components::isComponentEnabled)
                .toList();
    }

    /** Follows what is missing down to where it begins: a service that nobody offers. */
    private void explain(ComponentDescriptionDTO component, Set<String> seen, Set<String> lacking) {
        if (!seen.add(component.name)) {
            return;
        }
        for (var configuration : components.getComponentConfigurationDTOs(component)) {
            for (var service : missing(configuration)) {
                var providers = providers(service);
                if (providers.isEmpty()) {
                    lacking.add("nothing offers " + service);
                }
                providers.forEach(provider -> explain(provider, seen, lacking));
            }
        }
    }

    private static List<String> missing(ComponentConfigurationDTO configuration) {
        var services = new ArrayList<String>();
        for (var unsatisfied : configuration.unsatisfiedReferences) {
            Arrays.stream(configuration.description.references)
                    .filter(declared -> declared.name.equals(unsatisfied.name))
                    .map(declared -> declared.interfaceName)
                    .forEach(services::add);
        }
        return services;
    }

    private List<ComponentDescriptionDTO> providers(String service) {
        return components.getComponentDescriptionDTOs().stream()
                .filter(component -> Arrays.asList(component.serviceInterfaces).contains(service))
                .toList();
    }

    /**
     * The message of a cause in the text of a stack trace, without the name of its class: of the innermost of ours, which was written
     * for people, and where none is ours of the innermost.
     */
    static String cause(String trace) {
        var causes = trace.lines()
                .filter(line -> !line.startsWith("\t"))
                .map(line -> line.replaceFirst("^Caused by: ", ""))
                .toList();
        var ours = causes.stream().filter(cause -> cause.startsWith(OURS)).toList();
        return last(ours)
                .or(() -> last(causes))
                .orElse("it failed")
                .replaceFirst("^[\\w.$]+(Exception|Error): ", "")
                .strip()
                .replaceFirst("\\.$", "");
    }

    private static Optional<String> last(List<String> causes) {
        return causes.isEmpty() ? Optional.empty() : Optional.of(causes.get(causes.size() - 1));
    }
}
