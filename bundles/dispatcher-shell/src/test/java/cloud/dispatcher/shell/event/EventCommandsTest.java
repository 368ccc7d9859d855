package cloud.dispatcher.shell.event;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.shell.CommandRun;
import cloud.dispatcher.shell.FakeAccounts;
import cloud.dispatcher.shell.FakeDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventCommandsTest {
    private final FakeDispatcher dispatcher = new FakeDispatcher();

    @Test
    void the_list_begins_so_many_numbers_back() throws Exception {
        dispatcher.hasEvent("one");
        dispatcher.hasEvent("two");
        dispatcher.hasEvent("three");
        var list = CommandRun.of(new EventList(), dispatcher, null, 2);
        list.events = dispatcher;
        list.accounts = new FakeAccounts();
        list.operations = dispatcher;
        assertThat(CommandRun.plain(list).out().lines())
                .containsExactly(
                        "2\t2026-01-02T03:04:05Z\ttest.happened\ttwo", "3\t2026-01-02T03:04:05Z\ttest.happened\tthree");
    }

    @Test
    void the_watch_shows_what_comes_and_ends_when_the_dispatcher_stops() throws Exception {
        dispatcher.hasEvent("before");
        dispatcher.onSubscribe(() -> {
            dispatcher.hasEvent("meanwhile");
            dispatcher.stop();
        });
        var watch = CommandRun.of(new EventWatch(), dispatcher, null, 10);
        watch.events = dispatcher;
        watch.dispatcher = dispatcher;
        watch.accounts = new FakeAccounts();
        watch.operations = dispatcher;
        assertThat(CommandRun.of(watch).out().lines())
                .containsExactly(
                        "1 2026-01-02T03:04:05Z test.happened before",
                        "2 2026-01-02T03:04:05Z test.happened meanwhile",
                        "The dispatcher is stopped.");
    }
}
