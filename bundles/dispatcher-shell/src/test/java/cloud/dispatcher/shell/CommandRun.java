package cloud.dispatcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.api.Servers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.apache.karaf.shell.api.console.Session;

/** What a command printed and returned. */
public record CommandRun(String out, String err, Object result) {

    public static CommandRun of(ShellCommand command, Session session) throws Exception {
        command.session = session;
        var out = System.out;
        var err = System.err;
        var printed = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        System.setErr(new PrintStream(complained, true, UTF_8));
        try {
            var result = command.execute();
            return new CommandRun(printed.toString(UTF_8), complained.toString(UTF_8), result);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** With the services and options that all lists have. */
    public static <C extends ListCommand> C of(C command, Servers servers, String server, int limit) {
        command.servers = servers;
        command.server = server;
        command.limit = limit;
        return command;
    }

    /** As {@code --dry-run} makes it. */
    public static <C extends ChangeCommand> C tried(C command) {
        command.dryRun = true;
        return command;
    }

    /** As {@code --no-format} shows it. */
    public static CommandRun plain(ShellCommand command) throws Exception {
        command.plain = true;
        return of(command);
    }

    /** As {@code --format} shows it, in a container with REST. */
    public static CommandRun in(String format, ShellCommand command) throws Exception {
        command.format = format;
        command.documents = new FakeDocuments();
        return of(command);
    }

    public static CommandRun of(ShellCommand command) throws Exception {
        return of(command, FakeSession.ofAScript());
    }
}
