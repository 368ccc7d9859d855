package cloud.dispatcher.itests.outside;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The lab of real virtual machines in {@code karaf-assembly/itests/lab}. */
final class Lab implements AutoCloseable {
    private static final int SKIPPED = 77;
    private static final Path SCRIPTS =
            Path.of(System.getProperty("dispatcher.root"), "karaf-assembly", "itests", "lab");

    private final Properties properties = new Properties();

    private Lab() {}

    /** Brings it up; where that cannot be, the test is skipped, and says so. */
    static Lab up() throws IOException, InterruptedException {
        var process = new ProcessBuilder(SCRIPTS.resolve("up").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lab = new Lab();
        lab.properties.load(process.getInputStream());
        int code = process.waitFor();
        if (code == SKIPPED) {
            System.err.println("SKIPPED: LabIT, because this machine can have no lab; the line above says why");
            abort("no lab here");
        }
        if (code != 0) {
            throw new AssertionError("the lab did not come up: " + code);
        }
        return lab;
    }

    /** The settings of an account in it. */
    Map<String, String> account() {
        return Map.of(
                "uri", properties.getProperty("uri"),
                "network", properties.getProperty("network"),
                "pool", properties.getProperty("pool"),
                "domainType", properties.getProperty("domainType"),
                "sizes", "tiny=1x96",
                "images",
                        "tiny: kernel=" + properties.getProperty("kernel") + " initrd="
                                + properties.getProperty("initrd") + " append=console=ttyS0 quiet");
    }

    /** The UUIDs of all virtual machines that there are, running or not, as libvirt's own client tells them. */
    List<String> machines() throws IOException, InterruptedException {
        return virsh("list", "--all", "--uuid")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private String virsh(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("virsh", "-q", "-c", properties.getProperty("uri")));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + said);
        }
        return said;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        new ProcessBuilder(SCRIPTS.resolve("down").toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
