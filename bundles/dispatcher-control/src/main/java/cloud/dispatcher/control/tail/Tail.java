package cloud.dispatcher.control.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.control.remote.Client;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows the log and follows it until Ctrl-C. Run by {@code bin/dispatcher} out of this bundle's jar, with nothing but the JDK beside it. */
public final class Tail {
    private static final int USAGE = 2;
    private static final int FAILED = 1;

    /** What is written is not read any more; as a POSIX shell says it of SIGPIPE. */
    private static final int UNREAD = 141;

    private static final long LOOK_MILLIS = 200;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    /** An id, or its beginning or end; fewer characters are a name. */
    private static final String ID = "[0-9a-f-]{8,36}";

    private Tail() {}

    /** @param args the control socket, the log, and the options */
    public static void main(String[] args) throws IOException, InterruptedException {
        var out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, UTF_8);
        System.exit(run(args[0], Path.of(args[1]), Arrays.asList(args).subList(2, args.length), out));
    }

    private static int run(String socket, Path log, List<String> arguments, PrintStream out)
            throws IOException, InterruptedException {
        TailOptions options;
        try {
            options = TailOptions.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return USAGE;
        }
        var ids = new HashMap<String, String>();
        for (var each : options.names().entrySet()) {
            var id = id(socket, each.getKey(), each.getValue());
            if (id.isEmpty()) {
                return FAILED;
            }
            ids.put(each.getKey(), id.get());
        }
        return show(log, options, new LogFilter(options.level(), ids, options.look()), out);
    }

    /** The container knows names; without it an id, or its beginning or end, is as good. Empty where there is neither: why was told. */
    private static Optional<String> id(String socket, String kind, String name) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var line = Client.line(List.of(kind + ":show", "--no-format", name));
        int code = Client.run(
                socket, line, 0, ANSWERS_WITHIN, new Client.Streams(InputStream.nullInputStream(), out, err));
        var id = out.toString(UTF_8)
                .lines()
                .filter(each -> each.startsWith("id\t"))
                .map(each -> each.substring("id\t".length()).strip())
                .findFirst();
        if (id.isPresent()) {
            return id;
        }
        boolean isAway = code == Client.UNREACHABLE || code == Client.BROKEN;
        if (name.matches(ID)) {
            if (isAway) {
                System.err.println("The container does not answer: its log goes on by ids alone.");
            }
            return Optional.of(name);
        }
        System.err.print(
                isAway
                        ? "The container, which knows what is called " + name
                                + ", does not run or does not answer: give the id of the " + kind + ".\n"
                        : err.toString(UTF_8));
        return Optional.empty();
    }

    private static int show(Path log, TailOptions options, LogFilter filter, PrintStream out)
            throws IOException, InterruptedException {
        var last = new ArrayDeque<String>();
        Consumer<String> hold = line -> {
            last.add(line);
            if (last.size() > options.lines()) {
                last.remove();
            }
        };
        if (!options.names().isEmpty()) {
            for (var older : older(log)) {
                try (var file = new GrowingFile(older)) {
                    drain(file, filter, hold);
                }
            }
        }
        try (var file = new GrowingFile(log)) {
            drain(file, filter, hold);
            last.forEach(line -> print(line, out));
            while (!out.checkError()) { // which writes out what is ready, too
                if (!options.follows()) {
                    return 0;
                }
                Thread.sleep(LOOK_MILLIS);
                drain(file, filter, line -> print(line, out));
            }
            return UNREAD;
        }
    }

    private static void print(String line, PrintStream out) {
        out.print(line + "\n");
    }

    private static void drain(GrowingFile file, LogFilter filter, Consumer<String> screen) throws IOException {
        for (var line = file.next(); line != null; line = file.next()) {
            filter.shown(line).ifPresent(screen);
        }
    }

    /** What was the log before, the oldest first. */
    private static List<Path> older(Path log) throws IOException {
        var older = new ArrayList<Path>();
        var folder = log.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, log.getFileName() + ".[0-9]*")) {
                files.forEach(older::add);
            }
        }
        older.sort(Comparator.comparing((Path file) -> file.toFile().lastModified()));
        return older;
    }
}
