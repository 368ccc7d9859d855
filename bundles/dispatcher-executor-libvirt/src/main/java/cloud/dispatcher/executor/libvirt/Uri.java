package cloud.dispatcher.executor.libvirt;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where libvirt is. libvirt's own reading of a URI is a program: {@code ?command=perl} runs one, a host {@code -oProxyCommand=…} does,
 * {@code test:///path} reads a file. So everything that is not known to be harmless is refused, before libvirt sees it.
 *
 * @see <a href="https://libvirt.org/uri.html">libvirt's URIs</a>
 */
final class Uri {
    private static final String TEST = "test:///default";

    private static final Pattern FORM = Pattern.compile("qemu(?:\\+(?<transport>[a-z0-9]+))?://"
            + "(?:(?<user>[A-Za-z0-9_][A-Za-z0-9_.-]{0,63})@)?"
            + "(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}])?(?::(?<port>\\d{1,5}))?"
            + "/(?:system|session)"
            + "(?:\\?(?<query>[A-Za-z0-9_/.=&-]*))?");

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+");
    private static final Pattern SWITCH = Pattern.compile("[01]");

    /** The transports, each with the keys of the query that it may have. */
    private static final Map<String, Set<String>> TRANSPORTS = Map.of(
            "", Set.of(),
            "unix", Set.of("socket"),
            "ssh", Set.of("socket", "keyfile", "no_tty"),
            "libssh", Set.of("socket", "keyfile", "known_hosts"),
            "libssh2", Set.of("socket", "keyfile", "known_hosts"),
            "tcp", Set.of(),
            "tls", Set.of("pkipath"));

    private static final Set<String> SWITCHES = Set.of("no_tty");
    private static final Set<String> LOCAL = Set.of("", "unix");

    private Uri() {}

    /**
     * Returns the text if it is allowed.
     *
     * @throws IllegalArgumentException with what is allowed, and nothing of the text
     */
    static String allowed(String text) {
        if (text.equals(TEST)) {
            return text;
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("setting uri is none of qemu:///system, qemu:///session,"
                    + " qemu+unix:///system?socket=/path, qemu+ssh://user@host/system, qemu+tls://host/system;"
                    + " user and host are of letters, digits, '.', '_' and '-'");
        }
        var transport = form.group("transport") == null ? "" : form.group("transport");
        var keys = TRANSPORTS.get(transport);
        if (keys == null) {
            throw new IllegalArgumentException(
                    "setting uri: the transport is none of unix, ssh, libssh, libssh2, tcp, tls");
        }
        var hasHost = form.group("host") != null;
        if (LOCAL.contains(transport) && (hasHost || form.group("user") != null || form.group("port") != null)) {
            throw new IllegalArgumentException(
                    "setting uri: a host needs a transport that reaches it: qemu+ssh://user@host/system");
        }
        if (!LOCAL.contains(transport) && !hasHost) {
            throw new IllegalArgumentException("setting uri: this transport needs a host: qemu+ssh://user@host/system");
        }
        if (form.group("query") != null) {
            query(form.group("query"), keys);
        }
        return text;
    }

    private static void query(String query, Set<String> allowed) {
        var seen = new LinkedHashSet<String>();
        for (var part : query.split("&", -1)) {
            var equals = part.indexOf('=');
            var key = part.substring(0, Math.max(equals, 0));
            if (!allowed.contains(key) || !seen.add(key)) {
                throw new IllegalArgumentException("setting uri: after the '?' this transport may have "
                        + (allowed.isEmpty()
                                ? "nothing"
                                : String.join(", ", allowed.stream().sorted().toList()))
                        + ", each once");
            }
            var form = SWITCHES.contains(key) ? SWITCH : PATH;
            if (!form.matcher(part.substring(equals + 1)).matches()) {
                throw new IllegalArgumentException("setting uri: " + key + " is "
                        + (form == SWITCH ? "0 or 1" : "an absolute path of letters, digits, '.', '_' and '-'"));
            }
        }
    }
}
