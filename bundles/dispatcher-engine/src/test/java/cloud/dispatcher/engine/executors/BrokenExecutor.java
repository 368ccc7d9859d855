package cloud.dispatcher.engine.executors;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Description;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Listing;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Fails in one of its methods, always in the same way; the others answer something. */
public final class BrokenExecutor implements Executor {
    private final Method broken;
    private final Supplier<?> failure;

    /** Where it fails. */
    public enum Method {
        DESCRIBE,
        IDEMPOTENCY,
        OBJECTION,
        STEP,
        LIST,
        LOOK,
        CATALOG
    }

    /** @param failure throws, hangs, or returns what is no answer */
    public BrokenExecutor(Method broken, Supplier<?> failure) {
        this.broken = broken;
        this.failure = failure;
    }

    @SuppressWarnings("unchecked") // what it supplies is null
    private <T> T answer(Method method, T sound) {
        return method == broken ? (T) failure.get() : sound;
    }

    @Override
    public Description describe() {
        var idempotency = new Idempotency(Idempotency.Kind.TOKEN, Duration.ofSeconds(1));
        var sound =
                new Description("broken", "Broken", List.of(), List.of(), EnumSet.allOf(ActionKind.class), idempotency);
        return answer(Method.DESCRIBE, sound);
    }

    @Override
    public Idempotency idempotency(Access access) {
        return answer(Method.IDEMPOTENCY, new Idempotency(Idempotency.Kind.TOKEN, Duration.ofSeconds(1)));
    }

    @Override
    public Optional<String> objection(Access access) {
        return answer(Method.OBJECTION, Optional.empty());
    }

    @Override
    public Outcome step(Order order) {
        return answer(Method.STEP, new Outcome.Done(List.of()));
    }

    @Override
    public Listing list(Access access, String page) {
        return answer(Method.LIST, new Listing(List.of(), null));
    }

    @Override
    public List<Sighting> look(Access access, LedgerLine resource) {
        return answer(Method.LOOK, List.of());
    }

    @Override
    public Catalog catalog(Access access) {
        return answer(Method.CATALOG, new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));
    }
}
