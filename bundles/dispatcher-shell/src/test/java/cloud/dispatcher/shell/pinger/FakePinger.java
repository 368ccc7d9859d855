package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.shell.FakeDispatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A pinger that thinks well of everybody, and answers probes as it is told. */
public final class FakePinger implements Pinger {
    private final List<Watched> watched = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private boolean running = true;

    public void watches(Server server) {
        var heartbeat = new Heartbeat(
                Verdict.UP, FakeDispatcher.NOW, FakeDispatcher.NOW, Duration.ofMillis(2), 0.05, null, null);
        watched.add(new Watched(
                server.id(),
                server.name(),
                server.state(),
                server.addresses().get(0),
                server.probe(),
                heartbeat,
                FakeDispatcher.NOW,
                FakeDispatcher.NOW.plusSeconds(5)));
    }

    void answers(Answer answer) {
        answers.add(answer);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        watched.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Optional<Instant> stoppedAt() {
        return running ? Optional.empty() : Optional.of(FakeDispatcher.NOW);
    }

    @Override
    public String summary() {
        return watched.size() + " watched";
    }

    @Override
    public List<Watched> watched() {
        return List.copyOf(watched);
    }

    @Override
    public Optional<Watched> watched(ServerId server) {
        return watched.stream().filter(one -> one.server().equals(server)).findFirst();
    }

    @Override
    public Answer probe(ServerId server) {
        return answers.remove();
    }
}
