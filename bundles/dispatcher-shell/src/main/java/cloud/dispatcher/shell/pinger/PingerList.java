package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Pinger.Watched;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.shell.Choice;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Verdicts;
import cloud.dispatcher.shell.Words;
import java.time.Instant;
import java.util.List;
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
        description = "List the servers that are watched, with what the pinger thinks of them now")
public final class PingerList extends PingerCommand {
    @Option(name = "--heartbeat", description = "Only those with this verdict: up, down, unknown, flapping, unwatched")
    @Completion(Verdicts.class)
    @Nullable
    String heartbeat;

    @Override
    int run(Pinger pinger) {
        var verdict = heartbeat == null ? null : Choice.of(Verdict.class, "heartbeat", heartbeat);
        var found = pinger.watched().stream()
                .filter(one -> verdict == null || one.heartbeat().verdict() == verdict)
                .toList();
        var empty = pinger.isRunning()
                ? "No such server is watched."
                : "The pinger is stopped and watches nobody; start it with pinger:start.";
        show(() -> table(empty, found), documents -> documents.list(found));
        return 0;
    }

    private static Table table(String empty, List<Watched> found) {
        var table = Table.of(empty)
                .cut("Name")
                .cut("Verdict")
                .spare("Since")
                .spare("RTT")
                .spare("Loss")
                .spare("By")
                .spare("Asked")
                .spare("Next")
                .spare("Address");
        var now = Instant.now();
        for (var one : found) {
            var heartbeat = one.heartbeat();
            table.row(
                    one.name(),
                    Words.verdict(heartbeat),
                    Words.ago(heartbeat.since(), now),
                    Words.roundTrip(heartbeat.rtt()),
                    Words.loss(heartbeat),
                    Words.probe(one.probe()),
                    Words.ago(one.lastProbe(), now),
                    Words.until(now, one.nextProbe()),
                    one.address());
        }
        return table;
    }
}
