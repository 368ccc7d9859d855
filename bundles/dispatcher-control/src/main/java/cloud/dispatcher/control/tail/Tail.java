package cloud.dispatcher.control.tail;

import cloud.dispatcher.control.Ask;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Shows the log and follows it until Ctrl-C. Run by {@code bin/dispatcher} out of this bundle's jar, with nothing but the JDK beside it. */
public final class Tail {
    private static final int USAGE = 2;
    private static final int FAILED = 1;

    /** Nobody reads the output any more; as a POSIX shell says it of SIGPIPE. */
    private static final int UNREAD = 141;

    private static final long LOOK_MILLIS = 200;

    /** An id or its end; fewer characters are a name. */
    private static final String ID = "[0-9a-f-]{8,36}";

    private Tail() {}

    /** @param args the control socket, the log, and the options */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(run(args[0], Path.of(args[1]), Arrays.asList(args).subList(2, args.length)));
    }

    private static int run(String socket, Path log, List<String> arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return USAGE;
        }
        var ids = new HashMap<String, String>();
        for (var each : options.ids().entrySet()) {
            var asked = asked(socket, List.of(each.getKey() + ":show", "--no-format", each.getValue()));
            var id = id(asked, each.getValue());
            if (id.isEmpty()) {
                System.err.println(asked.filter(answer -> !answer.said().isBlank())
                        .map(answer -> answer.said().strip())
                        .orElse("The container, which knows what is called " + each.getValue()
                                + ", does not run or does not answer: give the id of the " + each.getKey() + "."));
                return FAILED;
            }
            ids.put(each.getKey(), id.get());
        }
        return show(log, new Wanted(options.level(), ids), options);
    }

    /** The container knows names; without it an id, or the end of one, is as good. */
    private static Optional<String> id(Optional<Ask.Answer> asked, String text) {
        return asked.filter(Ask.Answer::isGood).map(Ask.Answer::said).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("id\t"))
                .map(line -> line.substring("id\t".length()).strip())
                .findFirst()
                .or(() -> Optional.of(text).filter(id -> id.matches(ID)));
    }

    private static Optional<Ask.Answer> asked(String socket, List<String> command) {
        try {
            return Ask.container(socket, command);
        } catch (SocketTimeoutException e) {
            System.err.println("The container does not answer: its log goes on by ids alone.");
            return Optional.empty();
        }
    }

    private static int show(Path log, Wanted wanted, Options options) throws IOException, InterruptedException {
        var out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        var screen = new Screen(wanted, options.look(), out, options.lines());
        if (wanted.isStory()) {
            for (var older : older(log)) {
                try (var file = new GrowingFile(older)) {
                    drain(file, screen);
                }
            }
        }
        try (var file = new GrowingFile(log)) {
            drain(file, screen);
            screen.live();
            while (!out.checkError()) { // which writes out what is ready, too
                if (options.end() == Options.End.QUIT) {
                    return 0;
                }
                Thread.sleep(LOOK_MILLIS);
                drain(file, screen);
            }
            return UNREAD;
        }
    }

    private static void drain(GrowingFile file, Screen screen) throws IOException {
        for (var line = file.next(); line != null; line = file.next()) {
            screen.line(line);
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
