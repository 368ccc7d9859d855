package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Pinger.Watched;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.EnumCompleter;
import cloud.dispatcher.shell.EnumOption;
import cloud.dispatcher.shell.Table;
import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code pinger:list}: {@link Pinger#watched()}. */
@Service
@Command(
        scope = "pinger",
        name = "list",
        description = "List the servers that are watched, with their verdicts",
        detailedDescription = "Example: pinger:list --heartbeat down")
public final class PingerList extends PingerCommand {
    @Option(name = "--heartbeat", description = "Only those with this verdict: up, down, unknown, flapping, unwatched")
    @Completion(EnumCompleter.class)
    @Nullable
    String heartbeat;

    @Override
    int run(Pinger pinger) {
        var verdict = heartbeat == null ? null : EnumOption.of(Verdict.class, "heartbeat", heartbeat);
        var found = pinger.watched().stream()
                .filter(one -> verdict == null || one.heartbeat().verdict() == verdict)
                .toList();
        var empty = pinger.isRunning()
                ? "No such server is watched."
                : "The pinger is stopped and watches no server; start it with pinger:start.";
        list(found, table(empty));
        return 0;
    }

    static Table<Watched> table(String empty) {
        var now = Instant.now();
        return Table.<Watched>of(empty)
                .name("Name", Watched::name)
                .text("Verdict", one -> DisplayText.verdict(one.heartbeat()))
                .spare("Since", one -> DisplayText.ago(one.heartbeat().since(), now))
                .spare("RTT", one -> DisplayText.roundTrip(one.heartbeat().rtt()))
                .spare("Loss", one -> DisplayText.loss(one.heartbeat()))
                .spare("By", one -> DisplayText.probe(one.probe()))
                .spare("Last", one -> DisplayText.ago(one.lastProbe(), now))
                .spare("Next", one -> DisplayText.until(now, one.nextProbe()))
                .spare("Address", Watched::address)
                .id("Id", Watched::server)
                .total("server", one -> one.heartbeat().verdict());
    }
}
