package cloud.dispatcher.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Finds Pax Web's Jetty server: Pax Web adds every handler service to it. Whenever a handler comes or goes Pax Web builds a new server, and
 * a servlet that is registered meanwhile is lost. So this one never goes, and servlets wait for {@link StartedServer}.
 */
@Component(service = Handler.class)
public final class JettyServer extends Handler.Wrapper implements LifeCycle.Listener {
    private final BundleContext context;
    private @Nullable ServiceRegistration<StartedServer> registration;

    @Activate
    public JettyServer(BundleContext context) {
        this.context = context;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getServer().setErrorHandler(new ServerErrors());
        getServer().setRequestLog(new AccessLog());
        getServer().addEventListener(this);
    }

    /** Jetty tells of the server's parts too. */
    @Override
    public synchronized void lifeCycleStarted(LifeCycle part) {
        if (part instanceof Server server) {
            withdraw();
            registration = context.registerService(StartedServer.class, new StartedServer(server), null);
        }
    }

    @Override
    public void lifeCycleStopping(LifeCycle part) {
        if (part instanceof Server) {
            withdraw();
        }
    }

    @Deactivate
    synchronized void withdraw() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
