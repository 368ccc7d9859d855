package cloud.dispatcher.shell;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.karaf.shell.api.console.History;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.api.console.Terminal;

/** A session as the control socket opens it: without a terminal of JLine's, its width told by the client. */
public final class FakeSession implements Session {
    private final Map<String, Object> variables = new HashMap<>();
    private final InputStream keyboard;

    private FakeSession(String typed) {
        keyboard = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    }

    public static FakeSession ofAScript() {
        return new FakeSession("");
    }

    public static FakeSession ofAPersonWhoTypes(String typed) {
        return ofAPersonWhoTypes(typed, 100);
    }

    public static FakeSession ofAPersonWhoTypes(String typed, int columns) {
        var session = new FakeSession(typed);
        session.put("COLUMNS", columns);
        session.put("TYPED", true);
        return session;
    }

    /** {@code command | less}: the input is a terminal, the output is none. */
    public static FakeSession ofAPersonWhoReadsElsewhere(String typed) {
        var session = new FakeSession(typed);
        session.put("TYPED", true);
        return session;
    }

    /** {@code something | command}: the output is a terminal, the input is none. */
    public static FakeSession ofAProgramThatTypes(String typed) {
        var session = new FakeSession(typed);
        session.put("COLUMNS", 100);
        return session;
    }

    @Override
    public Object execute(CharSequence line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object get(String name) {
        return variables.get(name);
    }

    @Override
    public void put(String name, Object value) {
        variables.put(name, value);
    }

    @Override
    public InputStream getKeyboard() {
        return keyboard;
    }

    @Override
    public PrintStream getConsole() {
        return System.out;
    }

    @Override
    public String readLine(String prompt, Character mask) {
        throw new UnsupportedOperationException(); // as Karaf's session without a terminal does
    }

    @Override
    public Terminal getTerminal() {
        return null;
    }

    @Override
    public History getHistory() {
        return null;
    }

    @Override
    public Registry getRegistry() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SessionFactory getFactory() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String resolveCommand(String name) {
        return name;
    }

    @Override
    public Path currentDir() {
        return Path.of("");
    }

    @Override
    public void currentDir(Path path) {}

    @Override
    public void close() {}

    @Override
    public void run() {}
}
