package cloud.dispatcher.api;

import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Accepts actions, and tells what becomes of them. */
@ProviderType
public interface Operations {

    /**
     * Accepts all the actions or none, in one commit. When this returns they are durable and will be carried out, whatever is killed.
     *
     * <p>A trial ({@link Asked#isTrial()}) is judged in the same way and stores nothing; moreover the clouds are asked: whether they offer
     * what a launch names, and whether they still show the server that is to be changed. Where an executor is absent nobody can be asked.
     *
     * @param render makes the answer that is kept with the key; it must not show secrets
     * @return the operations in the order of the actions
     * @throws RejectedException with every problem, and nothing is stored; its pointers go into the list of actions, {@code /actions/0/size}. In a trial also
     *     CLOUD when a cloud does not answer or refuses
     */
    Reply<List<Operation>> submit(List<Action> actions, Asked asked, Function<List<Operation>, String> render);

    /**
     * Accepts what can be accepted, in one commit, and tells of each action what became of it. A dry run is judged in the same way, clouds
     * included, and stores nothing. Where nothing is accepted, nothing is stored, the key neither.
     *
     * @param render makes the answer that is kept with the key; it must not show secrets
     * @return one result for each action, in their order
     * @throws RejectedException for the request as a whole: STOPPED, UNAVAILABLE, KEY_REUSED, INVALID for none or too many actions
     */
    Reply<List<Submission>> submitEach(List<Action> actions, Asked asked, Function<List<Submission>, String> render);

    /**
     * What became of one action of many: one of both is null.
     *
     * @param refusal its pointers go into the list of actions
     */
    record Submission(
            @Nullable Operation operation, @Nullable RejectedException refusal) {}

    /**
     * Cancels an operation that is not over: at once where nothing was sent; a launch that may have reached the cloud becomes
     * CANCELLING until what it left is removed. One that is over is returned as it is. A trial returns the operation as it would be.
     *
     * @throws RejectedException NOT_FOUND, STOPPED; CONFLICT for a terminate that has begun
     */
    Reply<Operation> cancel(OperationId id, Asked asked, Function<Operation, String> render);

    /** @throws RejectedException NOT_FOUND */
    Operation find(OperationId id);

    /** @throws RejectedException INVALID for a cursor that was not ours */
    Page<Operation> list(OperationQuery query, Paging paging);
}
