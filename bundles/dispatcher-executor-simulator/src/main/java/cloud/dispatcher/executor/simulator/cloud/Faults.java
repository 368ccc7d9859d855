package cloud.dispatcher.executor.simulator.cloud;

/** Decides over each call before it is sent; for tests. It is called on the caller's thread, and may throw to let the caller die there. */
@FunctionalInterface
public interface Faults {
    Faults NONE = call -> Fate.GO_ON;

    Fate over(Call call);
}
