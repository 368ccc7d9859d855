package cloud.dispatcher.pinger.probe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What an ICMP message says of one of our echo requests.
 *
 * @param id the identifier of the request; a ping socket's is the kernel's choice
 * @param instance and
 * @param nonce what the request carried, so that an answer to somebody else, or to an older request, is told apart; 0 in the part of
 *     our request that an "unreachable" quotes when it is too short
 */
record Echo(Kind kind, int id, int sequence, long instance, long nonce) {
    /** The request's length: header, instance, nonce. */
    static final int LENGTH = 24;

    private static final int HEADER = 8;
    private static final int IPV6_HEADER = 40;

    /** What the message is. */
    enum Kind {
        REPLY,
        UNREACHABLE
    }

    /** Writes an echo request at the buffer's position. The kernel makes the checksum of ICMPv6, because it knows the addresses. */
    static void putRequest(ByteBuffer to, Family family, int id, int sequence, long instance, long nonce) {
        var order = to.order();
        var start = to.position();
        to.order(ByteOrder.BIG_ENDIAN)
                .put((byte) family.request)
                .put((byte) 0)
                .putShort((short) 0)
                .putShort((short) id)
                .putShort((short) sequence)
                .putLong(instance)
                .putLong(nonce);
        if (family == Family.IPV4) {
            to.putShort(start + 2, checksum(to, start, LENGTH));
        }
        to.order(order);
    }

    /**
     * Reads what was received, from the buffer's position to its limit.
     *
     * @param framing whether the IPv4 header stands before the message, as a raw socket gives it
     * @return null for what is no answer to an echo request
     */
    static @Nullable Echo read(ByteBuffer from, Family family, Framing framing) {
        from.order(ByteOrder.BIG_ENDIAN);
        if (framing == Framing.WITH_IP_HEADER && !skipIpHeader(from, Family.IPV4)) {
            return null;
        }
        if (from.remaining() < HEADER) {
            return null;
        }
        var type = from.get(from.position()) & 0xff;
        if (type == family.reply) {
            return read(from, Kind.REPLY);
        }
        if (type != family.unreachable) {
            return null;
        }
        from.position(from.position() + HEADER);
        var isOurs = skipIpHeader(from, family)
                && from.remaining() >= HEADER
                && (from.get(from.position()) & 0xff) == family.request;
        return isOurs ? read(from, Kind.UNREACHABLE) : null;
    }

    /** How a socket hands over what it received. */
    enum Framing {
        BARE,
        WITH_IP_HEADER
    }

    private static Echo read(ByteBuffer from, Kind kind) {
        var start = from.position();
        var isWhole = from.remaining() >= LENGTH;
        return new Echo(
                kind,
                from.getShort(start + 4) & 0xffff,
                from.getShort(start + 6) & 0xffff,
                isWhole ? from.getLong(start + HEADER) : 0,
                isWhole ? from.getLong(start + HEADER + 8) : 0);
    }

    /** Extension headers of IPv6 are not skipped: our requests have none. */
    private static boolean skipIpHeader(ByteBuffer from, Family family) {
        if (!from.hasRemaining()) {
            return false;
        }
        var length = switch (family) {
            case IPV4 -> (from.get(from.position()) & 0xf) * 4;
            case IPV6 -> IPV6_HEADER;
        };
        if (from.remaining() < length) {
            return false;
        }
        from.position(from.position() + length);
        return true;
    }

    /** RFC 1071. */
    private static short checksum(ByteBuffer of, int start, int length) {
        var sum = 0;
        for (var i = start; i < start + length; i += 2) {
            sum += of.getShort(i) & 0xffff;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
