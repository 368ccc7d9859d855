package cloud.dispatcher.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How long Dispatcher takes to start, and what it takes up, against Karaf as it is to be had. A start is cold where nothing was started
 * in that folder before, and warm the next time.
 */
final class StartBenchmark {
    /** What has been loaded to start is still there; what is done once a second is under way. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private enum Figure {
        COLD("cold start to the first answer, s"),
        CPU("processor time of it, s"),
        WARM("warm start to the first answer, s"),
        MEMORY("resident memory 5 s later, MB"),
        STOP("dispatcher stop, s"),
        START("dispatcher start, s"),
        SIZE("unpacked, MB");

        private final String words;

        Figure(String words) {
            this.words = words;
        }
    }

    private final Path folder;
    private final Map<Product, Map<Figure, Samples>> figures = new LinkedHashMap<>();

    /** @param folder for both; it is made anew */
    StartBenchmark(Path folder) {
        this.folder = folder;
        for (var product : List.of(Product.dispatcher(freePort(), freePort()), Product.karaf(freePort(), freePort()))) {
            var samples = new EnumMap<Figure, Samples>(Figure.class);
            for (var figure : Figure.values()) {
                samples.put(figure, new Samples());
            }
            figures.put(product, samples);
        }
    }

    void run(int rounds, PrintStream out) throws IOException, InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            for (var entry : figures.entrySet()) {
                measure(entry.getKey(), entry.getValue());
            }
            out.printf("%d of %d rounds%n", round, rounds);
        }
        print(out);
    }

    private void measure(Product product, Map<Figure, Samples> samples) throws IOException, InterruptedException {
        Commands.run(Path.of("."), "rm", "-rf", folder.toString());
        product.install(folder);
        samples.get(Figure.SIZE).add(megabytes(folder));
        try (var container = Container.launch(product, folder)) {
            samples.get(Figure.COLD).add(container.awaitAnswer());
            samples.get(Figure.CPU).add(container.cpuSeconds());
            LockSupport.parkNanos(SETTLE.toNanos());
            samples.get(Figure.MEMORY).add(container.megabytes());
            var script = folder.resolve("bin/dispatcher");
            if (Files.exists(script)) {
                samples.get(Figure.STOP).add(secondsOf(script, "stop"));
                samples.get(Figure.START).add(secondsOf(script, "start"));
            }
        }
        try (var container = Container.launch(product, folder)) {
            samples.get(Figure.WARM).add(container.awaitAnswer());
        }
    }

    private double secondsOf(Path script, String command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Commands.run(folder, script.toString(), command);
        return (System.nanoTime() - begun) / 1e9;
    }

    private void print(PrintStream out) {
        var products = List.copyOf(figures.keySet());
        out.printf("%n%-36s", "median (least–most)");
        products.forEach(product -> out.printf(" %-22s", product.name()));
        out.println(" ratio");
        for (var figure : Figure.values()) {
            out.printf("%-36s", figure.words);
            var ours = figures.get(products.get(0)).get(figure);
            var theirs = figures.get(products.get(1)).get(figure);
            out.printf(" %-22s %-22s", ours, theirs);
            out.println(theirs.isEmpty() ? "" : String.format(" %.2f", ours.median() / theirs.median()));
        }
    }

    private static double megabytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(StartBenchmark::bytes)
                            .sum()
                    / 1e6;
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
