package cloud.dispatcher.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A container that is compared.
 *
 * @param launch the command that is the container until its end, relative to its folder
 * @param settings lines that are added to configuration files, by file
 * @param ready the first line of the answer that tells that it is there, as a pattern
 */
record Product(
        String name,
        Path archive,
        List<String> launch,
        Map<String, String> environment,
        Map<String, String> settings,
        int port,
        String ready) {

    static Product dispatcher(int port, int sshPort) {
        return new Product(
                "Dispatcher",
                Path.of(System.getProperty("dispatcher.distribution")),
                List.of("bin/dispatcher", "run"),
                Map.of(),
                Map.of(
                        "etc/cloud.dispatcher.http.cfg", "port = " + port,
                        "etc/org.apache.karaf.shell.cfg", "sshPort = " + sshPort),
                port,
                "HTTP/1.1 200 .*");
    }

    /**
     * Karaf as it is to be had, with what Dispatcher cannot do without: Declarative Services, its web server and the whiteboard; and
     * with our heap and collector, so that containers are compared and not options. It has no page: 404 is its first answer.
     */
    static Product karaf(int port, int sshPort) {
        return new Product(
                "Karaf",
                Path.of(System.getProperty("karaf.distribution")),
                List.of("bin/karaf", "server"),
                Map.of("KARAF_EXEC", "exec", "EXTRA_JAVA_OPTS", "-Xmx256m -XX:+UseSerialGC"),
                Map.of(
                        "etc/org.apache.karaf.features.cfg",
                                "featuresBoot = instance,package,log,ssh,framework,system,eventadmin,feature,shell,management,"
                                        + "service,jaas,deployer,diagnostic,wrap,bundle,config,kar,scr,http,http-whiteboard",
                        "etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port = " + port,
                        "etc/org.apache.karaf.shell.cfg", "sshPort = " + sshPort),
                port,
                "HTTP/1.1 404 .*");
    }

    /** Unpacks it into a new folder and configures it. */
    void install(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Commands.run(folder, "tar", "-xzf", archive.toString(), "--strip-components=1");
        for (var setting : settings.entrySet()) {
            Files.writeString(
                    folder.resolve(setting.getKey()),
                    "\n" + setting.getValue() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
