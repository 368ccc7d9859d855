package cloud.dispatcher.control.ssh;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.AuditLine;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes into the audit who came in by ssh and who was refused: one line for each connection, however many keys it has tried. Karaf's own audit
 * would tell of each key, and of one whose owner has only asked whether it would do.
 */
@Component(service = SshLogins.class, immediate = true) // immediate: it hears of each login from the first one on
public final class SshLogins implements SessionListener {
    private static final Logger AUDIT = LoggerFactory.getLogger(AuditLine.LOG);
    private static final String NOBODY = "-";
    private static final int LONGEST_NAME = 64;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addServer(SshServer server) {
        server.setServiceFactories(List.of(NamedLogin.FACTORY, ServerConnectionServiceFactory.INSTANCE));
        server.addSessionListener(this);
    }

    void removeServer(SshServer server) {
        server.removeSessionListener(this);
        server.setServiceFactories(SshServer.DEFAULT_SERVICE_FACTORIES);
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        var user = session.getAttribute(NamedLogin.USER);
        if (event == Event.Authenticated && user != null) {
            write(session, new AuditLine("login", null).accepted(Asked.by(user)));
        }
    }

    @Override
    public void sessionClosed(Session session) {
        var user = session.getAttribute(NamedLogin.USER);
        if (!session.isAuthenticated() && user != null) {
            write(session, refused(user));
        }
    }

    /** Who they are is not known: the name is what they say, and stands in quotes so that it cannot pass for anything else. */
    static String refused(String user) {
        var name = user.replaceAll("\\p{Cntrl}", "?");
        return new AuditLine("login", name.substring(0, Math.min(LONGEST_NAME, name.length())))
                .refused(Asked.by(NOBODY), "no key or password of theirs is known here");
    }

    private static void write(Session session, String line) {
        var host = session.getRemoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : NOBODY;
        try (var ignored = MDC.putCloseable("from", "ssh:" + host)) {
            AUDIT.info(line);
        }
    }
}
