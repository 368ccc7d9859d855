package cloud.dispatcher.shell.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownCommandTest {
    @ParameterizedTest
    @CsvSource({
        "srver:list,. Did you mean server:list?",
        "server:lsit,. Did you mean server:list?",
        "SERVER:LIST2,. Did you mean server:list?",
        "lanch,. Did you mean server:launch?",
        "serverlist,. Did you mean server:list?",
        "lst,. Did you mean server:list?",
        "frobnicate,; help lists those there are.",
        "x,; help lists those there are.",
    })
    void a_slip_is_answered_with_what_was_meant(String word, String answer) {
        var before = System.err;
        var bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, UTF_8));
        try {
            assertThat(new UnknownCommand(new FakeRegistry()).execute(null, List.of(word)))
                    .isEqualTo(127);
        } finally {
            System.setErr(before);
        }
        assertThat(bytes.toString(UTF_8)).isEqualTo("There is no command " + word + answer + System.lineSeparator());
    }

    private static final class FakeRegistry implements Registry {
        @Override
        public List<Command> getCommands() {
            return Stream.of("bundle:list", "server:launch", "server:list", "shell:cat")
                    .<Command>map(FakeCommand::new)
                    .toList();
        }

        @Override
        public Command getCommand(String scope, String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> void register(Callable<T> factory, Class<T> type) {}

        @Override
        public void register(Object service) {}

        @Override
        public void unregister(Object service) {}

        @Override
        public <T> T getService(Class<T> type) {
            return null;
        }

        @Override
        public <T> List<T> getServices(Class<T> type) {
            return List.of();
        }

        @Override
        public boolean hasService(Class<?> type) {
            return false;
        }
    }

    private record FakeCommand(String whole) implements Command {
        @Override
        public String getScope() {
            return whole.split(":")[0];
        }

        @Override
        public String getName() {
            return whole.split(":")[1];
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public Completer getCompleter(boolean scoped) {
            return null;
        }

        @Override
        public Parser getParser() {
            return null;
        }

        @Override
        public Object execute(Session session, List<Object> words) {
            return null;
        }
    }
}
