package cloud.dispatcher.control.command;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.AuditLine;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.StartException;
import cloud.dispatcher.api.StopException;
import cloud.dispatcher.api.Switch;
import java.util.Arrays;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.ShellUtil;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A command that starts or stops, in the words of the original's script: nothing is announced that is not done. */
abstract class Switching implements Action {
    private static final Logger LOG = LoggerFactory.getLogger(Switching.class);
    private static final Logger AUDIT = LoggerFactory.getLogger(AuditLine.LOG);

    @Reference
    Session session;

    @Reference
    Switch dispatcher;

    /** Tell whether there is a pinger at all: at a boot it may come after the command. */
    @Reference
    ServiceComponentRuntime components;

    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    /** Something that {@link #audited} runs. */
    interface Step {
        void run() throws StartException, StopException;
    }

    final void announceStart() {
        if (!dispatcher.isRunning()) {
            announcePinger();
            say("Starting Dispatcher.");
            return;
        }
        if (!pings()) {
            announcePinger();
        }
        say("Dispatcher is running already.");
    }

    final void announceRestart() {
        announceStop();
        tellOfPinger();
        announcePinger();
        say("Starting Dispatcher.");
    }

    /** One that is starting ends, too. */
    final void announceStop() {
        boolean isBegun =
                dispatcher.isRunning() || dispatcher.notRunningReason().isPresent();
        say(isBegun ? "Stopping Dispatcher." : "Dispatcher is stopped already.");
    }

    final void tellOfPinger() {
        if (pings()) {
            say("dispatcher-pinger goes on");
        }
    }

    final void tellHowToGetIn() {
        dispatcher.entryPoints().forEach(Switching::say);
    }

    /** Does it, and writes down who asked for it and how it ended. */
    final void audited(String action, Step step) throws CommandException {
        var user = ShellUtil.getCurrentUserName();
        var actor = user == null ? "karaf" : user;
        LOG.info("{} asks for a {}.", actor, action);
        var line = new AuditLine(action, "dispatcher");
        try {
            step.run();
            audit(line.accepted(Asked.by(actor)));
        } catch (StartException e) {
            audit(line.failed(Asked.by(actor), e.getMessage()));
            throw refused("The dispatcher does not run: " + e.getMessage());
        } catch (StopException e) {
            audit(line.failed(Asked.by(actor), e.getMessage()));
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private boolean pings() {
        return pinger != null && pinger.isRunning();
    }

    private void announcePinger() {
        if (pings()) {
            say("Starting pinger. It is running already.");
        } else if (hasPinger()) {
            say("Starting pinger.");
        }
    }

    private boolean hasPinger() {
        return components.getComponentDescriptionDTOs().stream()
                .anyMatch(
                        component -> Arrays.asList(component.serviceInterfaces).contains(Pinger.class.getName()));
    }

    private void audit(String line) {
        var from = session.get("HIDDEN_LINE") == null ? "shell" : "socket";
        try (var ignored = MDC.putCloseable("from", from)) {
            AUDIT.info(line);
        }
    }

    private static CommandException refused(String sentence) {
        return new CommandException(sentence, sentence);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
