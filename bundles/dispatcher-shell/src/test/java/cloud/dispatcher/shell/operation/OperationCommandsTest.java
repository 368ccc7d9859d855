package cloud.dispatcher.shell.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.shell.CommandRun;
import cloud.dispatcher.shell.FakeAccounts;
import cloud.dispatcher.shell.FakeDispatcher;
import cloud.dispatcher.shell.FakeSession;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OperationCommandsTest {
    private final FakeDispatcher dispatcher = new FakeDispatcher();

    @Test
    void the_list_names_servers_and_tells_how_far_each_is() throws Exception {
        var stop = stop("web-1");
        dispatcher.becomes(stop.id(), OperationState.RUNNING, new Progress("asking the guest", 40));
        var list = CommandRun.of(new OperationList(), dispatcher, null, 50);
        list.operations = dispatcher;
        list.accounts = new FakeAccounts();
        assertThat(CommandRun.of(list).out()).contains("stop", "web-1", "RUNNING", "40 % asking the guest", "alice");
        list.open = true;
        dispatcher.becomes(stop.id(), OperationState.SUCCEEDED, Progress.of("stopped"));
        assertThat(CommandRun.of(list).out()).contains("No such operation.");
    }

    @Test
    void a_cancel_tells_what_became_of_it() throws Exception {
        var stop = stop("web-1");
        var cancel = new OperationCancel();
        cancel.operations = dispatcher;
        cancel.servers = dispatcher;
        cancel.ids = List.of(stop.id().value());
        cancel.force = true;
        assertThat(CommandRun.of(cancel).out()).isEqualTo("Operation " + stop.id() + " is CANCELLED.\n");
    }

    @Test
    void a_watch_ends_with_the_operation_and_its_exit_code_tells_how() throws Exception {
        var stop = stop("web-1");
        dispatcher.onSubscribe(() -> dispatcher.becomes(stop.id(), OperationState.SUCCEEDED, Progress.of("stopped")));
        var ran = CommandRun.of(watch(stop));
        assertThat(ran.out()).isEqualTo("stop web-1 " + stop.id() + " SUCCEEDED stopped\n");
        assertThat(ran.result()).isEqualTo(0);

        dispatcher.onSubscribe(() -> dispatcher.becomes(stop.id(), OperationState.FAILED, Progress.of("asking")));
        assertThat(CommandRun.of(watch(stop)).result()).isEqualTo(1);
    }

    @Test
    void without_a_terminal_a_line_is_printed_for_news_alone() throws Exception {
        var stop = stop("web-1");
        var states = new ArrayDeque<>(List.of(
                OperationState.RUNNING, OperationState.WAITING, OperationState.RUNNING, OperationState.SUCCEEDED));
        dispatcher.onIsRunning(() -> dispatcher.becomes(stop.id(), states.remove(), Progress.of("asking")));
        assertThat(CommandRun.of(watch(stop)).out())
                .isEqualTo("stop web-1 %1$s RUNNING asking\nstop web-1 %1$s SUCCEEDED asking\n".formatted(stop.id()));
    }

    @Test
    void a_watch_ends_when_the_dispatcher_stops() throws Exception {
        var stop = stop("web-1");
        dispatcher.stop();
        assertThatThrownBy(() -> CommandRun.of(watch(stop)))
                .isInstanceOf(CommandException.class)
                .hasMessage("The dispatcher is stopped. What is not over goes on after bin/dispatcher start.");
    }

    @Test
    void a_watch_in_json_says_nothing_but_the_end() throws Exception {
        var stop = stop("web-1");
        dispatcher.onSubscribe(() -> dispatcher.becomes(stop.id(), OperationState.SUCCEEDED, Progress.of("stopped")));
        assertThat(CommandRun.in("json", watch(stop)).out()).isEqualTo("operations[Operation]\n");
    }

    @Test
    void a_tail_shows_the_events_of_its_operation_alone_and_the_progress_between_them() throws Exception {
        var stop = stop("web-1");
        dispatcher.hasEvent("of another");
        dispatcher.hasEvent(stop.id(), "accepted");
        dispatcher.becomes(stop.id(), OperationState.RUNNING, new Progress("asking the guest", 40));
        dispatcher.onIsRunning(() -> {
            if (dispatcher.find(stop.id()).progress().percent() == 40) {
                dispatcher.becomes(stop.id(), OperationState.RUNNING, new Progress("asking the guest", 80));
            } else {
                dispatcher.hasEvent(stop.id(), "over");
                dispatcher.becomes(stop.id(), OperationState.SUCCEEDED, Progress.of("stopped"));
            }
        });
        var ran = CommandRun.of(tail(stop));
        assertThat(ran.out().lines().map(line -> line.substring(line.indexOf(' ') + 1)))
                .containsExactly("test.happened accepted", "progress 80 % asking the guest", "test.happened over");
        assertThat(ran.result()).isEqualTo(0);
    }

    @Test
    void a_tail_ends_when_the_dispatcher_stops() throws Exception {
        var stop = stop("web-1");
        dispatcher.stop();
        assertThatThrownBy(() -> CommandRun.of(tail(stop))).hasMessageStartingWith("The dispatcher is stopped.");
    }

    @Test
    void more_bars_than_lines_are_summed_up() throws Exception {
        var watch = watch(stop("web-0"));
        watch.ids = IntStream.range(0, 30)
                .mapToObj(i -> {
                    var stop = stop("web-" + i);
                    dispatcher.becomes(
                            stop.id(), i < 3 ? OperationState.FAILED : OperationState.SUCCEEDED, Progress.of("over"));
                    return stop.id().value();
                })
                .toList();
        assertThat(CommandRun.of(watch, FakeSession.ofAPersonWhoTypes("")).out().split("\n"))
                .hasSize(5) // the last clears what may stand below
                .anyMatch(line -> line.contains("30 operations: 27 succeeded, 3 did not, 0 are not over"));
    }

    @Test
    void on_a_terminal_the_bar_is_drawn_anew_in_its_place() throws Exception {
        var stop = stop("web-1");
        dispatcher.becomes(stop.id(), OperationState.SUCCEEDED, Progress.of("stopped"));
        var ran = CommandRun.of(watch(stop), FakeSession.ofAPersonWhoTypes(""));
        assertThat(ran.out()).startsWith("\r\u001b[Kstop web-1").contains("████████████████████ SUCCEEDED stopped");
    }

    @Test
    void without_ids_all_open_operations_are_watched() throws Exception {
        var watch = watch(stop("web-1"));
        watch.ids = List.of();
        dispatcher.onSubscribe(() -> dispatcher.becomes(
                dispatcher
                        .list(OperationQuery.all(), Paging.first(1))
                        .items()
                        .get(0)
                        .id(),
                OperationState.SUCCEEDED,
                Progress.of("stopped")));
        assertThat(CommandRun.of(watch).out()).contains("stop web-1");
    }

    private Operation stop(String name) {
        var server = dispatcher.hasServer(name);
        return dispatcher.hasOperation(
                new Action.ChangeServer(ActionKind.STOP, server.id(), Force.GRACEFUL), OperationState.ACCEPTED);
    }

    private OperationTail tail(Operation operation) {
        var tail = new OperationTail();
        tail.operations = dispatcher;
        tail.events = dispatcher;
        tail.dispatcher = dispatcher;
        tail.id = operation.id().value();
        return tail;
    }

    private OperationWatch watch(Operation operation) {
        var watch = new OperationWatch();
        watch.operations = dispatcher;
        watch.servers = dispatcher;
        watch.events = dispatcher;
        watch.dispatcher = dispatcher;
        watch.ids = List.of(operation.id().value());
        return watch;
    }
}
