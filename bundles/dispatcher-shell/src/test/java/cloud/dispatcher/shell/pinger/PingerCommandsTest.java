package cloud.dispatcher.shell.pinger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.Pinger.Answer;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.shell.CommandRun;
import cloud.dispatcher.shell.FakeDispatcher;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PingerCommandsTest {
    private final FakeDispatcher dispatcher = new FakeDispatcher();
    private final FakePinger pinger = new FakePinger();

    @Test
    void the_list_has_a_line_for_each_server_that_is_watched() throws Exception {
        pinger.watches(dispatcher.hasServer("web-1"));
        var list = with(new PingerList());
        assertThat(CommandRun.of(list).out()).contains("web-1", "UP", "2.0 ms", "5 %", "ICMP", "192.0.2.7");
        list.heartbeat = "down";
        assertThat(CommandRun.of(list).out()).contains("No such server is watched.");
        pinger.stop();
        assertThat(CommandRun.of(list).out()).contains("The pinger is stopped and watches no server");
    }

    @Test
    void a_watch_tells_each_verdict_and_ends_when_all_are_up() throws Exception {
        pinger.watches(dispatcher.hasServer("web-1"));
        var watch = with(new PingerWatch());
        watch.servers = dispatcher;
        watch.names = List.of("web-1");
        var ran = CommandRun.of(watch);
        assertThat(ran.out()).isEqualTo("web-1 is UP at 192.0.2.7 by ICMP 2.0 ms\n");
        assertThat(ran.result()).isEqualTo(0);
        pinger.stop();
        assertThatThrownBy(() -> CommandRun.of(watch))
                .hasMessageStartingWith("The pinger is stopped: no server is asked.");
    }

    @Test
    void one_server_is_shown_with_its_outages_and_not_those_of_others() throws Exception {
        var web = dispatcher.hasServer("web-1");
        var other = dispatcher.hasServer("web-2");
        pinger.watches(web);
        for (long number = 1; number <= 6; number++) {
            dispatcher.hasOutage(new Outage(
                    number,
                    number % 2 == 0 ? web.id() : other.id(),
                    new AccountId("account"),
                    FakeDispatcher.NOW,
                    number < 5 ? FakeDispatcher.NOW.plusSeconds(90) : null));
        }
        var show = with(new PingerShow());
        show.servers = dispatcher;
        show.name = "web-1";
        assertThat(CommandRun.plain(show).out())
                .contains(
                        "outage 2\t2026-01-02T03:04:05Z to 2026-01-02T03:05:35Z, 90 s\n",
                        "outage 6\tsince 2026-01-02T03:04:05Z\n")
                .doesNotContain("outage 1", "outage 3", "null");
        show.name = "web-2";
        assertThatThrownBy(() -> CommandRun.of(show)).hasMessageStartingWith("web-2 is not watched");
    }

    @Test
    void a_probe_prints_each_answer_and_fails_when_there_is_none() throws Exception {
        dispatcher.hasServer("web-1");
        var probe = with(new PingerProbe());
        probe.servers = dispatcher;
        probe.name = "web-1";
        probe.count = 1;
        pinger.answers(new Answer(Answer.Kind.SEEN, Duration.ofMillis(3), null));
        var ran = CommandRun.of(probe);
        assertThat(ran.out().lines())
                .containsExactly(
                        "1. 192.0.2.7 by ICMP: 3.0 ms", "1 of 1 answered; fastest 3.0 ms, mean 3.0 ms, slowest 3.0 ms");
        assertThat(ran.result()).isEqualTo(0);

        pinger.answers(new Answer(Answer.Kind.MISSED, null, "unreachable"));
        ran = CommandRun.of(probe);
        assertThat(ran.out().lines()).containsExactly("1. 192.0.2.7 by ICMP: unreachable", "0 of 1 answered");
        assertThat(ran.result()).isEqualTo(1);

        pinger.answers(new Answer(Answer.Kind.SEEN, Duration.ofMillis(3), null));
        assertThat(CommandRun.in("json", probe).out()).isEqualTo("[Answer]\n");
    }

    @Test
    void nothing_is_announced_that_is_not_done() throws Exception {
        assertThat(CommandRun.of(with(new PingerStart())).out()).isEqualTo("The pinger is running already.\n");
        assertThat(CommandRun.of(with(new PingerStop())).out()).isEqualTo("Stopping pinger.\n");
        assertThat(CommandRun.of(with(new PingerStop())).out()).isEqualTo("The pinger is stopped already.\n");
        assertThat(CommandRun.of(with(new PingerStart())).out()).isEqualTo("Starting pinger.\n");
    }

    @Test
    void without_a_pinger_each_says_how_to_get_one() {
        assertThatThrownBy(() -> CommandRun.of(new PingerStatus()))
                .hasMessage("There is no pinger in this container; feature:install dispatcher-pinger adds one.");
    }

    private <C extends PingerCommand> C with(C command) {
        command.pinger = pinger;
        return command;
    }
}
