package cloud.dispatcher.shell.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.shell.CommandRun;
import cloud.dispatcher.shell.FakeAccounts;
import cloud.dispatcher.shell.FakeDispatcher;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.TreeMap;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTraceTest {
    private final RememberedTraces traces = new RememberedTraces();
    private ObjectName name;

    /** What dispatcher-log offers. */
    public interface RememberedTracesMXBean {
        void trace(String key, String value, long seconds);

        boolean end(String key, String value);

        List<String> getTraced();
    }

    public static final class RememberedTraces implements RememberedTracesMXBean {
        private final TreeMap<String, Long> all = new TreeMap<>();

        @Override
        public void trace(String key, String value, long seconds) {
            all.put(key + "\t" + value, seconds);
        }

        @Override
        public boolean end(String key, String value) {
            return all.remove(key + "\t" + value) != null;
        }

        @Override
        public List<String> getTraced() {
            return all.entrySet().stream()
                    .map(each -> each.getKey() + "\t" + each.getValue())
                    .toList();
        }
    }

    @BeforeEach
    void offer() throws Exception {
        name = new ObjectName("cloud.dispatcher:type=Traces");
        ManagementFactory.getPlatformMBeanServer().registerMBean(traces, name);
    }

    @AfterEach
    void withdraw() throws Exception {
        if (ManagementFactory.getPlatformMBeanServer().isRegistered(name)) {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        }
    }

    @Test
    void an_account_is_traced_by_its_name_for_ten_minutes() throws Exception {
        var command = command();
        var id = ((FakeAccounts) command.accounts).has("cloud").id().value();
        command.account = "cloud";
        assertThat(CommandRun.of(command).out()).startsWith("Tracing account " + id + " for 10 min");
        assertThat(traces.getTraced()).containsExactly("account\t" + id + "\t600");
    }

    @Test
    void without_options_it_tells_what_is_traced() throws Exception {
        var command = command();
        traces.trace("server", "s1", 90);
        assertThat(CommandRun.plain(command).out()).startsWith("server\ts1\t");
    }

    @Test
    void off_ends_all() throws Exception {
        var command = command();
        command.off = true;
        traces.trace("server", "s1", 90);
        traces.trace("account", "a1", 90);
        assertThat(CommandRun.of(command).out())
                .contains("No longer tracing server s1.", "No longer tracing account a1.");
        assertThat(traces.getTraced()).isEmpty();
    }

    @Test
    void where_the_container_cannot_trace_it_says_what_to_do() throws Exception {
        withdraw();
        assertThatThrownBy(() -> CommandRun.of(command())).hasMessageContaining("dispatcher-log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "25h", "soon", "10", "-5m"})
    void a_time_that_is_none_is_refused(String span) {
        var command = command();
        ((FakeAccounts) command.accounts).has("cloud");
        command.account = "cloud";
        command.span = span;
        assertThatThrownBy(() -> CommandRun.of(command)).hasMessageContaining("--for");
    }

    private static LogTrace command() {
        var dispatcher = new FakeDispatcher();
        var command = new LogTrace();
        command.operations = dispatcher;
        command.servers = dispatcher;
        command.accounts = new FakeAccounts();
        return command;
    }
}
