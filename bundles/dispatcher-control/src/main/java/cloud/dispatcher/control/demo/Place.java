package cloud.dispatcher.control.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where a container's API is, read from its configuration.
 *
 * @param home the container's folder
 * @param base what the paths are relative to, without a slash at its end
 */
record Place(Path home, String base, Path tokenFile) {

    /** As one word of a shell's command line, which people may copy. */
    static String quoted(Path path) {
        var text = path.toString();
        return text.matches("[\\w/.,:@%+=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    static Place of(Path home) throws DemoException {
        var file = home.resolve("etc/cloud.dispatcher.http.cfg");
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new DemoException(file + " cannot be read: " + e, e);
        }
        var host = settings.getProperty("host", "*").strip();
        var port = settings.getProperty("port", "3302").strip();
        var token = settings.getProperty("tokenFile", "${karaf.base}/var/admin.token")
                .strip();
        return new Place(
                home,
                "http://" + authority(host) + ":" + port,
                home.resolve(token.replace("${karaf.base}", home.toString())));
    }

    /** An IPv6 address stands in brackets (RFC 3986, 3.2.2). */
    private static String authority(String host) {
        if (host.equals("*")) {
            return "localhost";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    String token() throws DemoException {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new DemoException("The administrator's token cannot be read from " + tokenFile + ": " + e, e);
        }
    }
}
