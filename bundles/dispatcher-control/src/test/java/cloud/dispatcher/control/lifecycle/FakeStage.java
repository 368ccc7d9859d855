package cloud.dispatcher.control.lifecycle;

import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import java.time.Duration;
import java.util.List;

/** Writes down what is done to it. */
final class FakeStage implements Stage {
    private final String name;
    private final List<String> log;
    private final Runnable whileClosing;
    private final String refusal;

    private FakeStage(String name, List<String> log, String refusal, Runnable whileClosing) {
        this.name = name;
        this.log = log;
        this.refusal = refusal;
        this.whileClosing = whileClosing;
    }

    static FakeStage named(String name, List<String> log) {
        return new FakeStage(name, log, "", () -> {});
    }

    static FakeStage thatRefuses(String name, List<String> log, String refusal) {
        return new FakeStage(name, log, refusal, () -> {});
    }

    static FakeStage thatTakesItsTime(String name, List<String> log, Runnable whileClosing) {
        return new FakeStage(name, log, "", whileClosing);
    }

    @Override
    public void open() throws StartException {
        if (!refusal.isEmpty()) {
            log.add(name + " refuses");
            throw new StartException(refusal);
        }
        log.add(name + " opens");
    }

    @Override
    public void close(Duration atMost) {
        log.add(name + " closes within " + atMost.toSeconds() + " s");
        whileClosing.run();
    }

    @Override
    public String summary() {
        return name + " is open";
    }
}
