package cloud.dispatcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.apache.karaf.shell.api.console.Session;

/** What a command printed and returned. */
public record Ran(String out, Object result) {

    public static Ran of(ShellCommand command, Session session) throws Exception {
        command.session = session;
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        try {
            var result = command.execute();
            return new Ran(bytes.toString(UTF_8), result);
        } finally {
            System.setOut(before);
        }
    }

    /** As {@code --dry-run} makes it. */
    public static <C extends ChangeCommand> C tried(C command) {
        command.dryRun = true;
        return command;
    }

    /** As {@code --no-format} shows it. */
    public static Ran plain(ShellCommand command) throws Exception {
        command.plain = true;
        return of(command);
    }

    /** As {@code --format} shows it, in a container with REST. */
    public static Ran in(String format, ShellCommand command) throws Exception {
        command.format = format;
        command.documents = new FakeDocuments();
        return of(command);
    }

    public static Ran of(ShellCommand command) throws Exception {
        return of(command, FakeSession.ofAScript());
    }
}
