package cloud.dispatcher.pinger.probe;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The ways to ask. */
public record Probers(Prober tcp, Prober icmp) implements AutoCloseable {

    /**
     * Probers that work on this machine's network.
     *
     * @param sink takes the answers, on several threads
     * @param connections how many TCP connections may be under way; more wait their turn, so that the container keeps its file descriptors
     */
    public static Probers open(Consumer<Answered> sink, IntSupplier connections) {
        return new Probers(new TcpProber(sink, connections), IcmpProber.open(sink));
    }

    /** In a few words for people, how it is asked. */
    public String says() {
        return String.join(", ", List.of(tcp.says(), icmp.says()));
    }

    /** What they failed at by themselves, in sentences for people. */
    public List<String> problems() {
        return Stream.of(tcp, icmp)
                .map(Prober::problem)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    @Override
    public void close() {
        tcp.close();
        icmp.close();
    }
}
