package cloud.dispatcher.itests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom. A new room gets a line here; an executor needs none. */
class ArchitectureIT {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths(Tree.bundles().stream()
                    .map(bundle -> bundle.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toArray(Path[]::new));

    private static final String OURS = "cloud.dispatcher.";

    /** What everyone may use: the language, logging, nullness, Declarative Services. */
    private static final List<String> EVERYWHERE = List.of(
            "java..",
            "javax.annotation.processing..",
            "javax.crypto..",
            "javax.net..",
            "javax.security..",
            "org.slf4j..",
            "org.jspecify..",
            "org.osgi..");

    private record Room(List<String> ours, List<String> foreign) {}

    private static final Map<String, Room> ROOMS = Map.ofEntries(
            Map.entry("model", new Room(List.of(), List.of())),
            Map.entry("config", new Room(List.of("model"), List.of())),
            Map.entry("api", new Room(List.of("model"), List.of())),
            Map.entry("spi", new Room(List.of("model"), List.of())),
            Map.entry("state", new Room(List.of("model"), List.of())),
            Map.entry("log", new Room(List.of(), List.of("javax.management..", "org.apache.logging.log4j.."))),
            Map.entry(
                    "store",
                    new Room(
                            List.of("model", "config", "state"),
                            List.of(
                                    "javax.sql..",
                                    "org.sqlite..",
                                    "org.postgresql..",
                                    "org.flywaydb..",
                                    "com.fasterxml.jackson.."))),
            Map.entry("engine", new Room(List.of("model", "config", "api", "spi", "state"), List.of())),
            Map.entry(
                    "http",
                    new Room(
                            List.of("model", "config", "api"),
                            List.of("jakarta.servlet..", "org.eclipse.jetty..", "com.fasterxml.jackson.."))),
            Map.entry("pinger", new Room(List.of("model", "config", "api", "state"), List.of("com.sun.jna.."))),
            Map.entry(
                    "control",
                    new Room(
                            List.of("model", "config", "api"),
                            List.of(
                                    "org.apache.karaf..",
                                    "org.apache.felix.service.command..",
                                    "org.apache.felix.metatype..",
                                    "org.apache.felix.utils.properties..",
                                    "javax.management..",
                                    "org.apache.sshd..",
                                    "jdk.net..",
                                    "org.jline.."))),
            Map.entry(
                    "shell",
                    new Room(
                            List.of("model", "api"),
                            List.of(
                                    "org.apache.karaf..",
                                    "org.apache.felix.service.command..",
                                    "org.jline..",
                                    "javax.management.."))));

    /** An executor knows the model, its configuration, the spi and its own cloud's client, whichever that is. */
    private static final Room EXECUTOR = new Room(List.of("model", "config", "spi"), List.of(".."));

    /** Simple names that still stand for two classes; the list may only shrink. */
    private static final Set<String> STILL_TWICE = Set.of(
            "Answer",
            "Ask",
            "Changing",
            "Configuration",
            "Documents",
            "Faults",
            "Finding",
            "Gate",
            "Ids",
            "Inventory",
            "Json",
            "Keys",
            "Lanes",
            "Launching",
            "Listing",
            "Names",
            "OperationList",
            "Problem",
            "RefusedException",
            "Removing",
            "ServerList",
            "Session",
            "Settings",
            "Sightings",
            "Tail",
            "Times");

    /** Foreign libraries that belong to other rooms: no executor touches them. */
    private static final String[] NOT_FOR_EXECUTORS = {
        "java.sql..",
        "javax.sql..",
        "jakarta.servlet..",
        "org.eclipse.jetty..",
        "org.apache.karaf..",
        "org.sqlite..",
        "org.postgresql..",
        "org.flywaydb.."
    };

    static Stream<Arguments> rooms() {
        return CLASSES.stream()
                .filter(type -> type.getPackageName().startsWith(OURS)) // a bundle may embed what is not ours
                .map(type -> room(type.getPackageName()))
                .distinct()
                .sorted()
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_imports_only_what_it_may(String name) {
        assertThat(name.startsWith("executor.") || ROOMS.containsKey(name))
                .as("the room %s is described in this test", name)
                .isTrue();
        var room = ROOMS.getOrDefault(name, EXECUTOR);
        var ours = Stream.concat(Stream.of(name), room.ours().stream())
                .map(each -> OURS + each + "..")
                .toArray(String[]::new);
        var foreign =
                Stream.concat(EVERYWHERE.stream(), room.foreign().stream()).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(OURS + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("cloud.dispatcher..").and(not(resideInAnyPackage(ours))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(OURS + name + "..")
                .should()
                .dependOnClassesThat(not(resideInAPackage("cloud.dispatcher..")).and(not(resideInAnyPackage(foreign))))
                .check(CLASSES);
    }

    @Test
    void a_simple_name_stands_for_one_class() {
        var twice = CLASSES.stream()
                .filter(type -> type.getPackageName().startsWith(OURS) && type.isTopLevelClass())
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .collect(groupingBy(name -> name, counting()));
        twice.values().removeIf(count -> count == 1);
        assertThat(twice.keySet()).containsExactlyInAnyOrderElementsOf(STILL_TWICE);
    }

    @Test
    void an_executor_knows_no_other_rooms_library() {
        noClasses()
                .that()
                .resideInAPackage(OURS + "executor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NOT_FOR_EXECUTORS)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void only_the_store_writes() {
        noClasses()
                .that()
                .resideOutsideOfPackage(OURS + "store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(CLASSES);
    }

    @Test
    void inside_the_engine_arrows_point_one_way() {
        var engine = OURS + "engine";
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("shared")
                .definedBy(engine)
                .layer("service")
                .definedBy(engine + ".service..")
                .layer("admission")
                .definedBy(engine + ".admission..")
                .layer("work")
                .definedBy(engine + ".work..")
                .layer("executors")
                .definedBy(engine + ".executors..")
                .layer("decide")
                .definedBy(engine + ".decide..")
                .whereLayer("service")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("work")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("admission")
                .mayOnlyBeAccessedByLayers("service")
                .whereLayer("executors")
                .mayOnlyBeAccessedByLayers("service", "admission", "work")
                .whereLayer("shared")
                .mayOnlyBeAccessedByLayers("service", "admission", "work", "executors")
                .check(CLASSES);
        slices().matching(engine + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_engine_decides_from_values_alone() {
        var decide = OURS + "engine.decide..";
        classes()
                .that()
                .resideInAPackage(decide)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        decide,
                        OURS + "model..",
                        OURS + "spi..",
                        OURS + "state..",
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(decide)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, Process.class, Clock.class, Random.class, Timer.class)
                .orShould()
                .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
                .orShould()
                .callMethodWhere(target(owner(type(System.class))))
                .check(CLASSES);
    }

    /** {@code cloud.dispatcher.http.events} is in the room http; an executor's room is two names long. */
    private static String room(String packageName) {
        var names = packageName.substring(OURS.length()).split("\\.");
        return names[0].equals("executor") ? names[0] + "." + names[1] : names[0];
    }
}
