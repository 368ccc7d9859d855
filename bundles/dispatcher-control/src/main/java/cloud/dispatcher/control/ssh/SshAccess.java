package cloud.dispatcher.control.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.karaf.shell.ssh.KarafJaasAuthenticator;
import org.apache.karaf.shell.ssh.ShellCommand;
import org.apache.karaf.shell.ssh.ShellFactoryImpl;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.jline.reader.EOFError;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * What Karaf's ssh offers to whom: commands to each user, in the language of {@link PlainLine} where they lack the role admin; files (scp,
 * sftp) to that role alone, and only where {@code sftpEnabled} says so; forwarding of ports, agents, X11 and unix sockets to none. It stays
 * so when this component goes: what is closed does not open because a bundle stops.
 */
@Component(service = SshAccess.class, immediate = true) // immediate: no session comes before it
public final class SshAccess {
    /** What a client may tell of itself. Karaf makes a variable of the shell of each, such as {@code history-file}. */
    private static final Set<String> VARIABLES = Set.of("TERM", "COLUMNS", "LINES", "LANG", "LC_ALL", "LC_CTYPE");

    private final SessionFactory sessions;
    private final SessionSetup setup;

    @Activate
    public SshAccess(@Reference SessionFactory sessions, @Reference SessionSetup setup) {
        this.sessions = sessions;
        this.setup = setup;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addServer(SshServer server) {
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setAgentFactory(null);
        server.setShellFactory(this::shell);
        var karafs = server.getCommandFactory();
        server.setCommandFactory((channel, line) -> command(karafs, channel, line));
        var subsystems = server.getSubsystemFactories();
        server.setSubsystemFactories(
                subsystems == null
                        ? List.of()
                        : subsystems.stream().map(SshAccess::forAdmins).toList());
        if (server.isStarted()) { // what came in the moments before has all that Karaf allows
            server.getActiveSessions().forEach(early -> early.close(true));
        }
    }

    void removeServer(SshServer server) {
        // as the class says
    }

    private Command shell(ChannelSession channel) {
        cleanEnvironment(channel);
        return new ShellFactoryImpl(new PreparedSessions(sessions, setup, subject(channel))).createShell(channel);
    }

    private Command command(CommandFactory karafs, ChannelSession channel, String line) throws IOException {
        cleanEnvironment(channel);
        if (SessionSetup.isAdmin(subject(channel))) {
            return karafs.createCommand(channel, line);
        }
        try {
            return new ShellCommand(sessions, PlainLine.of(line));
        } catch (EOFError | IllegalArgumentException refused) {
            return new Refused(line, refused.getMessage());
        }
    }

    private static SubsystemFactory forAdmins(SubsystemFactory factory) {
        return new SubsystemFactory() {
            @Override
            public String getName() {
                return factory.getName();
            }

            @Override
            public @Nullable Command createSubsystem(ChannelSession channel) throws IOException {
                return SessionSetup.isAdmin(subject(channel)) ? factory.createSubsystem(channel) : null;
            }
        };
    }

    private static @Nullable Subject subject(ChannelSession channel) {
        return channel.getServerSession().getAttribute(KarafJaasAuthenticator.SUBJECT_ATTRIBUTE_KEY);
    }

    private static void cleanEnvironment(ChannelSession channel) {
        var variables = channel.getEnvironment().getEnv();
        variables.keySet().retainAll(VARIABLES);
        variables.put("USER", channel.getServerSession().getUsername());
    }

    /** Karaf's sessions, each set up for one user before it starts. */
    private record PreparedSessions(
            SessionFactory sessions,
            SessionSetup setup,
            @Nullable Subject subject) implements SessionFactory {
        @Override
        public Registry getRegistry() {
            return sessions.getRegistry();
        }

        @Override
        public Session create(
                InputStream in,
                PrintStream out,
                PrintStream err,
                Terminal terminal,
                String encoding,
                Runnable onClose) {
            var session = sessions.create(in, out, err, terminal, encoding, onClose);
            setup.prepare(session, subject);
            return session;
        }

        @Override
        public Session create(InputStream in, PrintStream out, PrintStream err) {
            return sessions.create(in, out, err);
        }

        @Override
        public Session create(InputStream in, PrintStream out, PrintStream err, Session parent) {
            return sessions.create(in, out, err, parent);
        }
    }

    /** Says why a line is not run. */
    private static final class Refused extends AbstractCommandSupport {
        private static final int USAGE = 2;

        private final String why;

        Refused(String line, @Nullable String why) {
            super(line, null);
            this.why = why + "\n";
        }

        @Override
        public void run() {
            try {
                getErrorStream().write(why.getBytes(UTF_8));
                getErrorStream().flush();
            } catch (IOException gone) {
                log.debug("The client did not wait for its answer.", gone);
            }
            onExit(USAGE);
        }
    }
}
