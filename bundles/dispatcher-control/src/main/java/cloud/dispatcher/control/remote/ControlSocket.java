package cloud.dispatcher.control.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the socket of {@code bin/dispatcher} once the container has booted, so that no command is missing yet, for as long as there is a
 * shell.
 */
@Component(
        service = ControlSocket.class,
        enabled = false, // until the container has booted: ConfigValidator
        immediate = true) // immediate: clients come from outside
public final class ControlSocket {
    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
    private static final String ROLES = "admin,manager,viewer,systembundles";

    private final SocketFile place;
    private final CommandRunner commands;
    private @Nullable ControlServer server;

    /**
     * @param booted is there once Karaf has installed all that the container starts with. This component is enabled once the bundles are
     *     started, too, so that no command is missing by then.
     */
    @Activate
    public ControlSocket(@Reference BootFinished booted, @Reference SessionFactory sessions) {
        var base = Path.of(System.getProperty("karaf.base", "."));
        var data = Path.of(System.getProperty("karaf.data", base.resolve("data").toString()));
        var etc = Path.of(System.getProperty("karaf.etc", base.resolve("etc").toString()));
        place = SocketFile.within(data, Path.of(""));
        commands = new KarafCommandRunner(
                sessions,
                new InitScripts(etc, System.getProperty("karaf.shell.init.script", "")),
                Set.of(System.getProperty("karaf.local.roles", ROLES).split("\\s*,\\s*")));
    }

    @Activate
    void open() {
        try {
            server = ControlServer.open(place, commands);
        } catch (IOException e) {
            LOG.error(
                    "The control socket cannot be opened, so bin/dispatcher will not reach this container: {}",
                    e.getMessage());
        }
    }

    @Deactivate
    void close() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                LOG.warn("The control socket was not closed cleanly: {}", e.toString());
            }
        }
    }
}
