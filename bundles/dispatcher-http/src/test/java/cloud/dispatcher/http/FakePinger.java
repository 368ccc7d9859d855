package cloud.dispatcher.http;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.model.ServerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Watches nobody, and is stopped since the epoch whenever it does not run. */
final class FakePinger implements Pinger {
    private boolean running = true;

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Optional<Instant> stoppedAt() {
        return running ? Optional.empty() : Optional.of(Instant.EPOCH);
    }

    @Override
    public String summary() {
        return "no servers";
    }

    @Override
    public List<Watched> watched() {
        return List.of();
    }

    @Override
    public Optional<Watched> watched(ServerId server) {
        return Optional.empty();
    }

    @Override
    public Answer probe(ServerId server) {
        throw new AssertionError("nobody is watched");
    }
}
