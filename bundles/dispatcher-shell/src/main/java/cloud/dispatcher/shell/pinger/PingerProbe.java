package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Pinger.Answer;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ServerCompleter;
import cloud.dispatcher.shell.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pinger:probe}: {@link Pinger#probe} some times. Its exit code is 1 when nothing was answered, as that of ping. */
@Service
@Command(
        scope = "pinger",
        name = "probe",
        description = "Probe a server now, and show each answer; its verdict and its outages stay as they are",
        detailedDescription = "Example: pinger:probe --count 5 web-1")
public final class PingerProbe extends PingerCommand {
    private static final int MOST = 1_000;

    @Argument(name = "server", description = "Name, id or the beginning of an id", required = true)
    @Completion(ServerCompleter.class)
    String name;

    @Option(name = "--count", aliases = "-n", description = "How many, to 1000; a second lies between two probes")
    int count = 3;

    @Reference
    Servers servers;

    @Override
    int run(Pinger pinger) throws Exception {
        requireWithin("--count", count, 1, MOST);
        var server = Lookup.server(servers, name).server();
        var answers = new ArrayList<Answer>();
        while (true) {
            var answer = pinger.probe(server.id());
            answers.add(answer);
            remark(line(server, answers.size(), answer));
            System.out.flush();
            if (answers.size() == count) {
                break;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        tell(
                () -> summary(answers),
                answers,
                Table.<Answer>of("")
                        .whole("Answer", Answer::kind)
                        .whole("RTT", answer -> DisplayText.roundTrip(answer.rtt()))
                        .wrapped("Why", Answer::why),
                documents -> documents.list(answers));
        return roundTrips(answers).isEmpty() ? 1 : 0;
    }

    private static String line(Server server, int number, Answer answer) {
        return number + ". " + server.addresses().get(0) + " by " + DisplayText.probe(server.probe()) + ": "
                + switch (answer.kind()) {
                    case SEEN -> DisplayText.roundTrip(answer.rtt());
                    case MISSED -> DisplayText.orEmpty(answer.why());
                    case UNABLE -> "cannot be probed: " + answer.why();
                };
    }

    private static String summary(List<Answer> answers) {
        var rtts = roundTrips(answers);
        var text = rtts.size() + " of " + answers.size() + " answered";
        if (rtts.isEmpty()) {
            return text;
        }
        var mean = rtts.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(rtts.size());
        return text + "; fastest " + DisplayText.roundTrip(rtts.get(0)) + ", mean " + DisplayText.roundTrip(mean)
                + ", slowest " + DisplayText.roundTrip(rtts.get(rtts.size() - 1));
    }

    /** The fastest first. */
    private static List<Duration> roundTrips(List<Answer> answers) {
        return answers.stream()
                .map(Answer::rtt)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }
}
