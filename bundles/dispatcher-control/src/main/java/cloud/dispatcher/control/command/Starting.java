package cloud.dispatcher.control.command;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.StartException;
import cloud.dispatcher.api.Switch;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Starts and stops, in the words of the script of old. */
final class Starting {
    private Starting() {}

    static void start(Switch dispatcher, @Nullable Pinger pinger) throws CommandException {
        if (pinger != null) {
            System.out.println("Starting pinger.");
        }
        System.out.println("Starting Dispatcher.");
        System.out.flush();
        try {
            dispatcher.start();
        } catch (StartException e) {
            throw new CommandException(e.getMessage(), e.getMessage());
        }
    }

    static void stop(Switch dispatcher, @Nullable Pinger pinger) {
        System.out.println("Stopping Dispatcher.");
        System.out.flush();
        dispatcher.stop();
        if (pinger != null && pinger.isRunning()) {
            System.out.println("dispatcher-pinger goes on");
        }
        System.out.flush();
    }
}
