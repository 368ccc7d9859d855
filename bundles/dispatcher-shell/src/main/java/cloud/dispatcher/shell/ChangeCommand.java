package cloud.dispatcher.shell;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Reply;
import org.apache.karaf.shell.api.action.Option;
import org.jspecify.annotations.Nullable;

/** What every command that changes something does alike: the actor is the JAAS user, who may give a reason, or ask for a dry run. */
public abstract class ChangeCommand extends ShellCommand {
    @Option(name = "--dry-run", description = "Tell what would be done, and do nothing")
    boolean dryRun;

    @Option(name = "--reason", description = "Why, for the audit")
    @Nullable
    String reason;

    protected final boolean isDryRun() {
        return dryRun;
    }

    /** The user of this session and their purpose. */
    protected final Asked asked() {
        var asked = new Asked(AuditContext.user(), reason, null);
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
