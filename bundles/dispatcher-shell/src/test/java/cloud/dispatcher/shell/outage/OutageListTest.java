package cloud.dispatcher.shell.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.shell.CommandRun;
import cloud.dispatcher.shell.FakeDispatcher;
import org.junit.jupiter.api.Test;

class OutageListTest {
    private final FakeDispatcher dispatcher = new FakeDispatcher();
    private final OutageList list = new OutageList();

    OutageListTest() {
        CommandRun.of(list, dispatcher, null, 50);
        var web = dispatcher.hasServer("web-1");
        var other = dispatcher.hasServer("web-2");
        hasOutage(3, other, true);
        hasOutage(2, web, true);
        hasOutage(1, web, false);
    }

    private void hasOutage(long number, Server server, boolean isOpen) {
        dispatcher.hasOutage(new Outage(
                number,
                server.id(),
                new AccountId("account"),
                FakeDispatcher.NOW,
                isOpen ? null : FakeDispatcher.NOW.plusSeconds(90)));
    }

    @Test
    void each_has_a_line_with_its_server_and_how_long_it_was() throws Exception {
        var lines = CommandRun.plain(list).out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("3\tweb-2\tDISCOVERED\t2026-01-02T03:04:05Z\t\t");
        assertThat(lines.get(2)).isEqualTo("1\tweb-1\tCLEARED\t2026-01-02T03:04:05Z\t2026-01-02T03:05:35Z\t90 s");
    }

    @Test
    void they_may_be_those_of_one_server_the_open_ones_and_so_many() throws Exception {
        CommandRun.of(list, dispatcher, "web-1", 50);
        assertThat(numbers()).containsExactly("2", "1");
        list.open = true;
        assertThat(numbers()).containsExactly("2");
        CommandRun.of(list, dispatcher, null, 1);
        assertThat(numbers()).containsExactly("3");
        CommandRun.of(list, dispatcher, null, 0);
        assertThatThrownBy(() -> CommandRun.of(list)).hasMessage("--limit is not within 1 to 1000: 0");
    }

    @Test
    void where_there_is_none_it_says_whether_it_was_asked_for_some_of_them() throws Exception {
        CommandRun.of(list, new FakeDispatcher(), null, 50);
        assertThat(CommandRun.of(list).out()).endsWith("\nNo outages.\n");
        list.open = true;
        assertThat(CommandRun.of(list).out()).endsWith("\nNo such outage.\n");
    }

    @Test
    void json_is_that_of_rest() throws Exception {
        assertThat(CommandRun.in("json", list).out()).isEqualTo("[Outage, Outage, Outage]\n");
    }

    private Iterable<String> numbers() throws Exception {
        return CommandRun.plain(list)
                .out()
                .lines()
                .map(line -> line.split("\t")[0])
                .toList();
    }
}
