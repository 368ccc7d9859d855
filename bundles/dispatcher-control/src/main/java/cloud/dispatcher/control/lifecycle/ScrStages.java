package cloud.dispatcher.control.lifecycle;

import cloud.dispatcher.api.Stage;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Asks Declarative Services which components are installed, what they lack, and which of them have failed. */
final class ScrStages implements InstalledStages {
    private static final String OURS = "cloud.dispatcher.";

    private final ServiceComponentRuntime components;

    ScrStages(ServiceComponentRuntime components) {
        this.components = components;
    }

    @Override
    public boolean isInstalled(String stage) {
        return stages(stage).findAny().isPresent();
    }

    @Override
    public List<String> failures() {
        return descriptions()
                .filter(component -> component.name.startsWith(OURS))
                .flatMap(this::configurations)
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
            if (!isInstalled(stage)) {
                lacking.add("no " + stage + " is installed");
            }
            stages(stage).forEach(component -> explain(component, new LinkedHashSet<>(), lacking));
        }
        return List.copyOf(lacking);
    }

    private Stream<ComponentDescriptionDTO> descriptions() {
        return components.getComponentDescriptionDTOs().stream();
    }

    private Stream<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO component) {
        return components.getComponentConfigurationDTOs(component).stream();
    }

    private Stream<ComponentDescriptionDTO> stages(String stage) {
        return descriptions()
                .filter(component -> stage.equals(component.properties.get(Stage.NAME)))
                .filter(components::isComponentEnabled);
    }

    /** Follows what is missing down to where it begins: a service that no component offers. */
    private void explain(ComponentDescriptionDTO component, Set<String> seen, Set<String> lacking) {
        if (!seen.add(component.name)) {
            return;
        }
        for (var service : configurations(component).flatMap(ScrStages::missing).toList()) {
            var providers = descriptions()
                    .filter(one -> Arrays.asList(one.serviceInterfaces).contains(service))
                    .toList();
            if (providers.isEmpty()) {
                lacking.add("nothing offers " + service);
            }
            providers.forEach(provider -> explain(provider, seen, lacking));
        }
    }

    private static Stream<String> missing(ComponentConfigurationDTO configuration) {
        var names = Arrays.stream(configuration.unsatisfiedReferences)
                .map(unsatisfied -> unsatisfied.name)
                .toList();
        return Arrays.stream(configuration.description.references)
                .filter(declared -> names.contains(declared.name))
                .map(declared -> declared.interfaceName);
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
        var told = ours.isEmpty() ? causes : ours;
        return told.get(told.size() - 1)
                .replaceFirst("^[\\w.$]+(Exception|Error): ", "")
                .strip()
                .replaceFirst("\\.$", "");
    }
}
