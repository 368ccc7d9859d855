package cloud.dispatcher.itests.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Apache Karaf as it is to be had, unpacked afresh; none of its configuration files is touched but by commands that are given to its
 * console. It resolves features from our distribution's {@code system} folder alone, never from the network.
 */
final class PlainKaraf implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Colours, cursor movements and prompts of a console that takes a file for a terminal. */
    private static final Pattern DECORATION = Pattern.compile("\u001b\\[[0-9;?]*[a-zA-Z]|\r|karaf@root\\(\\)> *");

    private final Path home;
    private final Path repository;
    private final Path said;
    private Process container;
    private Writer keyboard;
    private int commands;

    private PlainKaraf(Path home, Path repository) {
        this.home = home;
        this.repository = repository;
        this.said = home.resolve("said.txt");
    }

    /** In a folder of this name; it stays there when the test is over. */
    static PlainKaraf start(String name) throws IOException {
        var folder = Path.of("target", "outside", name).toAbsolutePath();
        Distribution.remove(folder);
        unpack(System.getProperty("karaf.distribution"), folder.resolve("karaf"), List.of());
        unpack(
                System.getProperty("dispatcher.distribution"),
                folder.resolve("dispatcher"),
                List.of("--wildcards", "*/system", "*/etc"));
        var karaf = new PlainKaraf(folder.resolve("karaf").toRealPath(), folder.resolve("dispatcher"));
        karaf.start();
        karaf.command("config:property-set -p org.apache.karaf.shell sshPort " + Distribution.freePort());
        karaf.command("config:edit org.ops4j.pax.url.mvn");
        karaf.mvn(
                "defaultRepositories",
                "file:" + karaf.home + "/system@id=karaf@snapshots,file:" + karaf.repository
                        + "/system@id=dispatcher@snapshots");
        karaf.mvn("repositories", "file:" + folder.resolve("nowhere"));
        karaf.mvn("localRepository", folder.resolve("nothing").toString());
        karaf.command("config:update");
        karaf.command("feature:repo-add mvn:cloud.dispatcher/dispatcher-features/" + karaf.version() + "/xml/features");
        return karaf;
    }

    /** Starts it again, as a process with a console; returns when that answers. */
    void start() throws IOException {
        var builder = new ProcessBuilder(home.resolve("bin/karaf").toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("TERM", "dumb");
        builder.environment().put("KARAF_EXEC", "exec");
        container = builder.start();
        keyboard = container.outputWriter();
        commands = 0;
        Runtime.getRuntime().addShutdownHook(new Thread(container::destroyForcibly));
        Eventually.until(
                "the console has its commands",
                PATIENCE,
                () -> !command("feature:repo-list; config:list (service.pid=none)")
                        .contains("not found"));
    }

    Path home() {
        return home;
    }

    /** What our distribution has in {@code etc}. */
    Path shippedEtc() {
        return repository.resolve("etc");
    }

    /** Types a command and returns what the console says until it is done. */
    String command(String line) {
        var begin = "begin of " + ++commands;
        var end = "end of " + commands;
        try {
            // In two words, so that the line itself is not taken for what it says.
            keyboard.write("echo begin \"of " + commands + "\"\n" + line + "\necho end \"of " + commands + "\"\n");
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.until("the end of " + line, PATIENCE, () -> text().contains(end));
        var text = text();
        return text.substring(text.lastIndexOf(begin), text.lastIndexOf(end));
    }

    private String version() {
        return only(ours("dispatcher-features")).getParent().getFileName().toString();
    }

    /** A command, given to the socket that our features bring. */
    Distribution.Said ask(String... words) {
        var command = new ArrayList<>(
                List.of("java", "-cp", only(ours("dispatcher-control")).toString()));
        command.addAll(List.of("cloud.dispatcher.control.remote.Client", "data/run/control.sock"));
        command.addAll(List.of(words));
        return Distribution.execute(home, command);
    }

    String log() throws IOException {
        return Files.readString(home.resolve("data/log/karaf.log"));
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() {
        container.destroyForcibly();
        container.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }

    private void mvn(String key, String value) {
        command("config:property-set org.ops4j.pax.url.mvn." + key + " \"" + value + "\"");
    }

    private String text() {
        try {
            return DECORATION.matcher(Files.readString(said)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ours(String artifact) {
        return repository.resolve("system/cloud/dispatcher").resolve(artifact);
    }

    /** A file of the only version of an artifact. */
    private static Path only(Path artifact) {
        try (var files = Files.walk(artifact)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(String archive, Path into, List<String> what) throws IOException {
        Files.createDirectories(into);
        var command = new ArrayList<>(List.of("tar", "-xzf", archive, "--strip-components=1"));
        command.addAll(what);
        var unpacked = Distribution.execute(into, command);
        if (unpacked.code() != 0) {
            throw new IOException(unpacked.text());
        }
    }
}
