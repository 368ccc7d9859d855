package cloud.dispatcher.pinger.probe;

import java.util.List;
import java.util.function.Consumer;

/** Stands where a way of asking does not exist on this machine: answers every ask with the reason. */
final class DisabledProber implements Prober {
    private final String why;
    private final Consumer<Answered> sink;

    DisabledProber(String why, Consumer<Answered> sink) {
        this.why = why;
        this.sink = sink;
    }

    @Override
    public void ask(List<Ask> asks) {
        for (var ask : asks) {
            sink.accept(new Answered(ask, ask.askedAt(), new Answer.Unable(why)));
        }
    }

    @Override
    public String says() {
        return why;
    }

    @Override
    public void close() {
        // nothing is under way
    }
}
