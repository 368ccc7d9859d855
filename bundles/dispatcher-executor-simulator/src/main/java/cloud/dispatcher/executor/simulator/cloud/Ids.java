package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.ResourceKind;

/** The cloud's ids: {@code i-…} for servers, {@code vol-…} for volumes. */
final class Ids {
    private Ids() {}

    /** The id of the n-th thing. Different numbers give different ids, in no visible order. */
    static String of(ResourceKind kind, long number) {
        var mixed = number * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        return "%s-%016x".formatted(kind == ResourceKind.SERVER ? "i" : "vol", mixed ^ mixed >>> 27);
    }
}
