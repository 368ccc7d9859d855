package cloud.dispatcher.control.lifecycle;

import java.util.List;

/** Which stages this container has, and why one of them does not come. */
interface InstalledStages {
    boolean isInstalled(String stage);

    /** Why parts have failed for good, for people; empty when none has. */
    List<String> failures();

    /** Why the stages are not there although the condition holds, for people. */
    List<String> whyMissing(List<String> stages);
}
