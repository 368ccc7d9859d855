package cloud.dispatcher.control.ssh;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.session.ServerUserAuthService;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;

/** The login of sshd, which also remembers the name that a client gives; else nobody learns it who does not come in. */
final class NamedLogin extends ServerUserAuthService {
    static final AttributeKey<String> USER = new AttributeKey<>();

    static final ServerUserAuthServiceFactory FACTORY = new ServerUserAuthServiceFactory() {
        @Override
        public Service create(Session session) throws IOException {
            return new NamedLogin(session);
        }
    };

    private NamedLogin(Session session) throws IOException {
        super(session);
    }

    @Override
    protected boolean handleUserAuthRequestMessage(
            ServerSession session, Buffer buffer, AtomicReference<Boolean> isLetIn) throws Exception {
        int start = buffer.rpos();
        session.setAttribute(USER, buffer.getString()); // RFC 4252, 5: it comes first
        buffer.rpos(start);
        return super.handleUserAuthRequestMessage(session, buffer, isLetIn);
    }
}
