package cloud.dispatcher.shell;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Reply;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.ShellUtil;
import org.jspecify.annotations.Nullable;

/** What every command that changes something does alike: the actor is the JAAS user, who may give a reason, and may only try. */
public abstract class ChangeCommand extends ShellCommand {
    @Option(name = "--dry-run", description = "Tell what would be done, and do nothing")
    boolean dryRun;

    @Option(name = "--reason", description = "Why, for the audit")
    @Nullable
    String reason;

    /** Whether nothing is to be done. */
    protected final boolean isTrial() {
        return dryRun;
    }

    /** The user of this session and their purpose. */
    protected final Asked asked() {
        var user = ShellUtil.getCurrentUserName();
        var asked = new Asked(user == null ? "karaf" : user, reason, null);
        return dryRun ? asked.trial() : asked;
    }

    /** The value of a reply to what was {@link #asked()}. */
    protected static <T> T value(Reply<T> reply) {
        var value = reply.value();
        if (value == null) {
            throw new IllegalStateException("a request without a key was replayed");
        }
        return value;
    }
}
