package cloud.dispatcher.http.rest;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.AuditLine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who sent a request, for the logs that tell of it: the user goes with the request to the access log, a refusal into the audit. */
public final class Visitor {
    /** The attribute of a request that names its user. */
    public static final String ATTRIBUTE = "cloud.dispatcher.actor";

    /** Stands in place of a user who is not known. */
    public static final String NOBODY = "-";

    private static final Logger AUDIT = LoggerFactory.getLogger(AuditLine.LOG);
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private Visitor() {}

    /** From where they ask; the MDC has it. */
    static String from(HttpServletRequest request) {
        return "rest:" + request.getRemoteAddr();
    }

    static void is(HttpServletRequest request, String actor) {
        request.setAttribute(ATTRIBUTE, actor);
    }

    /** A change was refused before it came to anybody who could have made it. */
    static void refused(HttpServletRequest request, Problem problem) {
        if (!CHANGING.contains(request.getMethod())) {
            return;
        }
        var actor = request.getAttribute(ATTRIBUTE);
        // Without the path where nobody is known: a token guesser's lines are then all the same, and folded.
        var line = new AuditLine(request.getMethod(), actor == null ? null : request.getRequestURI());
        AUDIT.info(line.refused(Asked.by(actor == null ? NOBODY : actor.toString()), problem.detail()));
    }
}
