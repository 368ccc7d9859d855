package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Pinger.Watched;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OutputFormat;
import cloud.dispatcher.shell.ServerCompleter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pinger:watch}: {@link Pinger#watched()} until all of them are up. */
@Service
@Command(
        scope = "pinger",
        name = "watch",
        description = "Show each change of a verdict until all servers are UP (Ctrl-C: until you have seen enough)",
        detailedDescription = "Example: pinger:watch web-1 web-2")
public final class PingerWatch extends PingerCommand {
    private static final long LOOK_MILLIS = 200;

    @Argument(
            name = "servers",
            description = "Names, ids or beginnings of ids; none: all that are watched",
            multiValued = true)
    @Completion(ServerCompleter.class)
    List<String> names = new ArrayList<>();

    @Reference
    Servers servers;

    @Override
    int run(Pinger pinger) throws Exception {
        var ids = names.stream()
                .map(name -> Lookup.server(servers, name).server().id())
                .toList();
        var told = new HashMap<ServerId, String>();
        while (pinger.isRunning()) {
            var now = pinger.watched().stream()
                    .filter(one -> ids.isEmpty() || ids.contains(one.server()))
                    .toList();
            if (format() == OutputFormat.TABLE) {
                tellChanges(now, told);
            }
            if (now.size() >= ids.size() && now.stream().allMatch(PingerWatch::isSettled)) {
                if (format() != OutputFormat.TABLE) {
                    list(now, PingerList.table(""));
                }
                return 0;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw refused("The pinger is stopped: no server is asked. Start it with bin/dispatcher pinger:start.");
    }

    private void tellChanges(List<Watched> now, Map<ServerId, String> told) {
        for (var one : now) {
            var verdict = DisplayText.verdict(one.heartbeat());
            if (!verdict.equals(told.put(one.server(), verdict))) {
                remark((one.name() + " is " + verdict + " at " + one.address() + " by "
                                + DisplayText.probe(one.probe()) + " "
                                + DisplayText.roundTrip(one.heartbeat().rtt()))
                        .stripTrailing());
            }
        }
        System.out.flush();
    }

    /** Nothing better is to be waited for. */
    private static boolean isSettled(Watched one) {
        var verdict = one.heartbeat().verdict();
        return verdict == Verdict.UP || verdict == Verdict.UNWATCHED;
    }
}
