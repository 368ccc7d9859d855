package cloud.dispatcher.control;

import java.util.List;

/** Which stages a container has. */
interface Parts {
    /** Whether the stage is installed, or may still be while the container boots. */
    boolean isExpected(String stage);

    /** Why parts have failed for good, for people; empty when none has. */
    List<String> failures();

    /** Why the stages are not there although the condition holds, for people. */
    List<String> whyMissing(List<String> stages);
}
