package cloud.dispatcher.http;

import cloud.dispatcher.api.Preflight;
import cloud.dispatcher.api.StartException;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds out before a start whether the port can be had: while it cannot, nothing is started in vain. */
@Component
public final class FreePort implements Preflight {
    private final Configuration configuration;

    @Activate
    public FreePort(@Reference Configuration configuration) {
        this.configuration = configuration;
    }

    /** Binds the address for an instant, and does not listen: no client takes it for the port. */
    @Override
    public void check() throws StartException {
        var settings = configuration.settings();
        try (var socket = new Socket()) {
            socket.setReuseAddress(true); // as Jetty does: connections of before do not count
            socket.bind(settings.address());
        } catch (IOException e) {
            throw new StartException(reason(settings, e), e);
        }
    }

    /** Why the port could not be opened, for people. */
    static String reason(Settings settings, Exception failure) {
        var bind = failure.getCause() instanceof BindException cause ? cause : failure;
        var words = String.valueOf(bind.getMessage());
        if (words.contains("in use")) {
            return "port " + settings.port() + " is taken by another program; stop it or set port in etc/"
                    + Settings.PID + ".cfg";
        }
        return "port " + settings.place() + " cannot be opened (" + words + "); set host and port in etc/"
                + Settings.PID + ".cfg";
    }
}
