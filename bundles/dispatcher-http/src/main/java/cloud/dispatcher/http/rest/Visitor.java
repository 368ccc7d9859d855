package cloud.dispatcher.http.rest;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.AuditLine;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who sent a request, for the logs that tell of it: the user goes with the request to the access log, a refusal into the audit. */
public final class Visitor {
    /** The attribute of a request that names its user. */
    public static final String ATTRIBUTE = "cloud.dispatcher.actor";

    /** The attribute of a request that is run once the request has shown a valid token, if it is there. */
    public static final String TRUSTED = "cloud.dispatcher.trusted";

    /** The attribute of a request that has the path under which a proxy serves us, if it is there. */
    public static final String PREFIX = "cloud.dispatcher.prefix";

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
        if (request.getAttribute(TRUSTED) instanceof Runnable trusted) {
            trusted.run();
        }
    }

    /** The path that a proxy has in front of ours; empty where there is none. */
    static String prefix(HttpServletRequest request) {
        return request.getAttribute(PREFIX) instanceof String prefix ? prefix : "";
    }

    /**
     * What limits are counted by: an IPv4 address, or the /64 of an IPv6 address, all of which one client may have.
     *
     * @param address a literal, as Jetty gives it
     */
    public static String network(String address) {
        try {
            // no name is looked up: it is a literal
            return address.indexOf(':') >= 0 && InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, 8)
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
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
