package cloud.dispatcher.model;

import org.jspecify.annotations.Nullable;

/**
 * How a server is heartbeaten.
 *
 * @param port for TCP, else 0
 * @param why why it is not watched, for NONE
 */
public record Probe(Method method, int port, @Nullable String why) {

    /** The ways to ask whether a server lives. */
    public enum Method {
        /** Echo request (RFC 792, RFC 4443). */
        ICMP,
        /** Connect; refused is a miss. */
        TCP,
        /** Not watched. */
        NONE
    }

    public Probe {
        if (method == Method.TCP && (port < 1 || port > 65_535)) {
            throw new IllegalArgumentException("port is not within 1 to 65535: " + port);
        }
    }

    public static Probe icmp() {
        return new Probe(Method.ICMP, 0, null);
    }

    public static Probe tcp(int port) {
        return new Probe(Method.TCP, port, null);
    }

    public static Probe none(String why) {
        return new Probe(Method.NONE, 0, why);
    }
}
