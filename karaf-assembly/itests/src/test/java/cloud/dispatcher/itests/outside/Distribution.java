package cloud.dispatcher.itests.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Our distribution, unpacked afresh, on ports of its own, run by its scripts. Its process does not outlive the test, and no other is
 * touched.
 */
final class Distribution implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path home;
    private final int port = freePort();
    private final int sshPort = freePort();
    private final int simulatedPort = freePort();
    private final Thread reaper = new Thread(this::kill);
    private final Map<String, String> environment = new HashMap<>();

    /** How a command ended, and what it said on both its channels. */
    record Said(int code, String text) {}

    private Distribution(Path home) {
        this.home = home;
    }

    /** In a folder of this name; it stays there when the test is over. */
    static Distribution unpack(String name) throws IOException {
        var folder = Path.of("target", "outside", name).toAbsolutePath();
        remove(folder);
        Files.createDirectories(folder);
        var archive = System.getProperty("dispatcher.distribution");
        execute(folder, List.of("tar", "-xzf", archive, "--strip-components=1"));
        var distribution = new Distribution(folder.toRealPath());
        Runtime.getRuntime().addShutdownHook(distribution.reaper);
        distribution.set("cloud.dispatcher.http", "port", distribution.port);
        distribution.set("org.apache.karaf.shell", "sshPort", distribution.sshPort);
        return distribution;
    }

    int port() {
        return port;
    }

    int sshPort() {
        return sshPort;
    }

    Path home() {
        return home;
    }

    /** A port that no other dispatcher's simulated servers have on this machine. */
    String simulatedPort() {
        return Integer.toString(simulatedPort);
    }

    /** Sets one key of a configuration. */
    Distribution set(String pid, String key, Object value) throws IOException {
        var file = home.resolve("etc").resolve(pid + ".cfg");
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.removeIf(line -> line.matches(key + "\\s*=.*"));
        lines.add(key + " = " + value);
        Files.write(file, lines);
        return this;
    }

    /** For every program that is started from now on, the container too. */
    Distribution with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** The lines of the container's log that have this in them. */
    List<String> log(String text) throws IOException {
        try (var lines = Files.lines(home.resolve("data/log/dispatcher.log"))) {
            return lines.filter(line -> line.contains(text)).toList();
        }
    }

    /** {@code bin/dispatcher …}, to its end. */
    Said run(String... arguments) {
        var command = new ArrayList<>(List.of(home.resolve("bin/dispatcher").toString()));
        command.addAll(List.of(arguments));
        return execute(home, environment, command);
    }

    /** {@code bin/dispatcher …}, which must work. */
    String must(String... arguments) {
        var said = run(arguments);
        if (said.code() != 0) {
            throw new AssertionError(String.join(" ", arguments) + " ended with " + said.code() + ": " + said.text());
        }
        return said.text();
    }

    /** Starts all and returns how it is asked. */
    Api start() {
        must("start");
        return api();
    }

    Api api() {
        return Api.of(port, home);
    }

    /** Starts the container as it was left, started or stopped, and returns at once. */
    Process boot() throws IOException {
        var builder = new ProcessBuilder(home.resolve("bin/dispatcher").toString(), "run")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("run.log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Whether the port takes connections. */
    boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The container's process, where there is one; never another that has its number now. */
    Optional<ProcessHandle> process() {
        try {
            long pid =
                    Long.parseLong(Files.readString(home.resolve("karaf.pid")).strip());
            var line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            return line.contains("-Dkaraf.base=" + home + "\0") ? ProcessHandle.of(pid) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() {
        process().ifPresent(container -> {
            container.destroyForcibly();
            container.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        });
    }

    /** Ends the container; what it has logged stays. */
    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(reaper);
    }

    /** A program, to its end. */
    static Said execute(Path folder, List<String> command) {
        return execute(folder, Map.of(), command);
    }

    private static Said execute(Path folder, Map<String, String> environment, List<String> command) {
        try {
            var said = Files.createTempFile("said", ".txt");
            try {
                var builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
                builder.environment().putAll(environment);
                var process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(command + " does not end: " + Files.readString(said));
                }
                return new Said(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
