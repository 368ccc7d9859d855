package cloud.dispatcher.pinger.probe;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What IPv4 and IPv6 differ in, as Linux numbers it. */
enum Family {
    /** ICMP (RFC 792). */
    IPV4(2, 1, 8, 0, 3, 16),
    /** ICMPv6 (RFC 4443). */
    IPV6(10, 58, 128, 129, 1, 28);

    private static final int SOL_RAW = 255;

    final int domain;
    final int protocol;
    final int request;
    final int reply;
    final int unreachable;
    final int nameLength;

    Family(int domain, int protocol, int request, int reply, int unreachable, int nameLength) {
        this.domain = domain;
        this.protocol = protocol;
        this.request = request;
        this.reply = reply;
        this.unreachable = unreachable;
        this.nameLength = nameLength;
    }

    static Family of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }

    /** Writes a {@code sockaddr} at the buffer's position; the buffer is in the machine's byte order. */
    void putName(ByteBuffer to, InetAddress address) {
        to.putShort((short) domain).putShort((short) 0);
        switch (this) {
            case IPV4 -> to.put(address.getAddress());
            case IPV6 -> to.putInt(0).put(address.getAddress()).putInt(((Inet6Address) address).getScopeId());
        }
    }

    /** The level of the raw socket's option that says which ICMP types it is given. */
    int filterLevel() {
        return switch (this) {
            case IPV4 -> SOL_RAW;
            case IPV6 -> protocol;
        };
    }

    /** That option's value: a bit set for each type that is not wanted. All but replies and "unreachable". */
    int[] filter() {
        var blocked = new int[this == IPV4 ? 1 : 8];
        Arrays.fill(blocked, -1);
        for (int wanted : new int[] {reply, unreachable}) {
            blocked[wanted >>> 5] &= ~(1 << (wanted & 31));
        }
        return blocked;
    }
}
