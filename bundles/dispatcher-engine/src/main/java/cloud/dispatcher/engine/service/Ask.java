package cloud.dispatcher.engine.service;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.state.StoreException;
import java.util.function.Supplier;

/** Asks the store; what it cannot answer becomes a refusal in words for people. */
final class Ask {
    private Ask() {}

    static <T> T store(Supplier<T> question) {
        try {
            return question.get();
        } catch (StoreException e) {
            throw new RejectedException(Refusal.UNAVAILABLE, e.getMessage() + " Ask again when it is mended.");
        } catch (IllegalArgumentException e) {
            throw new RejectedException(Refusal.INVALID, e.getMessage() + ". Begin again without a cursor.");
        }
    }
}
