package cloud.dispatcher.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A product that runs. Closed, it has ended in order. */
final class Container implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Product product;
    private final Process process;
    private final long launched = System.nanoTime();

    private Container(Product product, Process process) {
        this.product = product;
        this.process = process;
    }

    static Container launch(Product product, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        var command = new ArrayList<>(product.launch());
        command.set(0, folder.resolve(command.get(0)).toString());
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("data/said.txt").toFile());
        builder.environment().putAll(product.environment());
        return new Container(product, builder.start());
    }

    /** Waits for the first answer; returns the seconds since the launch. */
    double awaitAnswer() {
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - launched > PATIENCE.toNanos()) {
                throw new IllegalStateException(product.name() + " does not answer");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return seconds(Duration.ofNanos(System.nanoTime() - launched));
    }

    /** Processor time up to now. */
    double cpuSeconds() {
        return seconds(process.info().totalCpuDuration().orElseThrow());
    }

    /** Resident memory. */
    double megabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), product.port())) {
            var request = "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("").matches(product.ready());
        } catch (IOException e) {
            return false;
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
