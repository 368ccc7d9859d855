package cloud.dispatcher.shell;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Setting;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;
import org.junit.jupiter.api.Test;

/** Karaf registers the commands of a bundle all or nothing: one reference to what comes and goes would take every command away. */
class CommandDeclarationsTest {
    private static final Set<Class<?>> LASTING = Set.of(
            Accounts.class,
            Events.class,
            Executors.class,
            Operations.class,
            Servers.class,
            Session.class,
            Switch.class);
    /** Options of any text. */
    private static final Set<String> FREE = Set.of("--reason", "--name", "--rename", "--label");

    private static final Path CLASSES = Path.of("target", "classes");

    @Test
    void only_services_that_never_go_are_needed() throws Exception {
        assertThat(fields())
                .filteredOn(field -> field.isAnnotationPresent(Reference.class))
                .filteredOn(field -> !field.getAnnotation(Reference.class).optional())
                .hasSizeGreaterThan(50)
                .allMatch(field -> LASTING.contains(field.getType()));
    }

    @Test
    void every_argument_that_names_something_there_can_be_completed() throws Exception {
        assertThat(fields())
                .filteredOn(field -> field.isAnnotationPresent(Argument.class))
                .filteredOn(field -> !field.getAnnotation(Argument.class).name().equals("name")) // of what is new
                .hasSizeGreaterThan(10)
                .allMatch(field -> field.isAnnotationPresent(Completion.class));
    }

    @Test
    void every_option_that_names_something_there_can_be_completed() throws Exception {
        assertThat(fields())
                .filteredOn(field -> field.isAnnotationPresent(Option.class))
                .filteredOn(field -> !field.getType().isPrimitive()) // flags and numbers
                .filteredOn(field ->
                        !FREE.contains(field.getAnnotation(Option.class).name()))
                .hasSizeGreaterThan(10)
                .allMatch(field -> field.isAnnotationPresent(Completion.class));
    }

    @Test
    void every_completer_answers() throws Exception {
        var completers =
                services().stream().filter(Completer.class::isAssignableFrom).toList();
        assertThat(completers).hasSizeGreaterThan(6).allSatisfy(type -> {
            var completer = (Completer) type.getConstructor().newInstance();
            for (var field : fields(type)) {
                if (field.isAnnotationPresent(Reference.class)) {
                    field.setAccessible(true);
                    field.set(completer, fake(field.getType()));
                }
            }
            var candidates = new ArrayList<String>();
            completer.complete(FakeSession.ofAScript(), new ArgumentCommandLine("", 0), candidates);
            assertThat(candidates).isNotEmpty();
        });
    }

    private static Object fake(Class<?> service) {
        var dispatcher = new FakeDispatcher();
        var server = dispatcher.hasServer("web-1");
        dispatcher.hasOperation(
                new Action.ChangeServer(ActionKind.STOP, server.id(), Force.GRACEFUL), OperationState.ACCEPTED);
        var accounts = new FakeAccounts();
        accounts.has("main");
        Executors executors = () -> List.of(new Executors.ExecutorStatus(
                "acme",
                "The Acme cloud",
                Executors.State.ACTIVE,
                List.of(Setting.required("region", "Where")),
                List.of(Setting.required("key", "The secret key")),
                Set.of()));
        return Stream.of(dispatcher, accounts, executors)
                .filter(service::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void karaf_can_make_each_of_them() throws Exception {
        assertThat(services()).hasSizeGreaterThan(30).allSatisfy(type -> {
            assertThat(type.getModifiers() & java.lang.reflect.Modifier.PUBLIC).isPositive();
            assertThat(type.getConstructor().newInstance()).isNotNull();
        });
        assertThat(services())
                .filteredOn(type -> type.isAnnotationPresent(Command.class))
                .hasSizeGreaterThan(20);
    }

    @Test
    void each_command_shows_an_example_of_itself() throws Exception {
        assertThat(commands())
                .allSatisfy(command -> assertThat(command.detailedDescription())
                        .startsWith("Example: " + command.scope() + ":" + command.name()));
    }

    @Test
    void an_option_is_spelt_in_one_way_and_means_one_thing() throws Exception {
        var aliases = new HashMap<String, Set<String>>();
        var types = new HashMap<String, Class<?>>();
        var owners = new HashMap<String, String>();
        for (var field : fields()) {
            var option = field.getAnnotation(Option.class);
            if (option == null) {
                continue;
            }
            var name = option.name();
            assertThat(name).matches("--[a-z]+(-[a-z]+)*");
            assertThat(aliases.computeIfAbsent(name, key -> Set.of(option.aliases())))
                    .as("aliases of %s in %s", name, field)
                    .containsExactlyInAnyOrder(option.aliases());
            assertThat(types.computeIfAbsent(name, key -> field.getType()))
                    .as("type of %s in %s", name, field)
                    .isEqualTo(field.getType());
            for (var alias : option.aliases()) {
                assertThat(owners.computeIfAbsent(alias, key -> name))
                        .as("%s in %s", alias, field)
                        .isEqualTo(name);
            }
        }
        assertThat(aliases).hasSizeGreaterThan(15);
    }

    /** That is server:terminate, account:delete and operation:cancel; the list may grow. */
    @Test
    void what_destroys_takes_force() throws Exception {
        var forced = new ArrayList<String>();
        for (var service : services()) {
            for (var field : fields(service)) {
                var option = field.getAnnotation(Option.class);
                if (option != null && option.name().equals("--force")) {
                    forced.add(service.getSimpleName());
                }
            }
        }
        assertThat(forced).contains("ServerTerminate", "AccountDelete", "OperationCancel");
    }

    private static List<Command> commands() throws Exception {
        return services().stream()
                .map(type -> type.getAnnotation(Command.class))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Field> fields() throws Exception {
        var fields = new ArrayList<Field>();
        for (var service : services()) {
            fields.addAll(fields(service));
        }
        return fields;
    }

    private static List<Field> fields(Class<?> service) {
        var fields = new ArrayList<Field>();
        for (Class<?> type = service; type != Object.class; type = type.getSuperclass()) {
            fields.addAll(List.of(type.getDeclaredFields()));
        }
        return fields;
    }

    private static List<Class<?>> services() throws Exception {
        var services = new ArrayList<Class<?>>();
        try (var files = Files.walk(CLASSES)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                var name = CLASSES.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                var type = Class.forName(name);
                if (type.isAnnotationPresent(Service.class)) {
                    services.add(type);
                }
            }
        }
        return services;
    }
}
