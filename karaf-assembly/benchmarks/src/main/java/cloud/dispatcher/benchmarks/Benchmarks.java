package cloud.dispatcher.benchmarks;

import java.nio.file.Path;

/** Runs one benchmark, by its name, and prints what it found. */
public final class Benchmarks {
    private Benchmarks() {}

    /** @param arguments the name of the benchmark, and how many rounds */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "start" -> new StartBenchmark(Path.of("start").toAbsolutePath()).run(rounds, System.out);
            default ->
                throw new IllegalArgumentException("There is no benchmark " + arguments[0] + "; there is: start.");
        }
    }
}
