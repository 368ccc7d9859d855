package cloud.dispatcher.engine.work;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A thread that the product lives by. It ends only on purpose: whatever else ends its work, the work begins anew after a pause. */
final class SupervisedThread {
    private SupervisedThread() {}

    /**
     * Starts it.
     *
     * @param isWanted whether the work is to go on; asked again whenever it has returned or failed
     * @param onFailure told what the work threw, on the same thread
     */
    static Thread start(
            String name, BooleanSupplier isWanted, Runnable work, Duration pause, Consumer<Throwable> onFailure) {
        var thread = new Thread(() -> run(isWanted, work, pause, onFailure), name);
        thread.start();
        return thread;
    }

    private static void run(BooleanSupplier isWanted, Runnable work, Duration pause, Consumer<Throwable> onFailure) {
        while (isWanted.getAsBoolean()) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                tell(onFailure, e);
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }

    @SuppressWarnings("EmptyCatch") // where it cannot even be told (no memory is left), going on is all that helps
    private static void tell(Consumer<Throwable> onFailure, Throwable failure) {
        try {
            onFailure.accept(failure);
        } catch (RuntimeException | Error e) {
        }
    }
}
