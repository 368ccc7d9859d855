package cloud.dispatcher.pinger.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EchoTest {
    private static final String IPV4_HEADER = "450000340000400001010000" + "0a000001" + "0a000002";
    private static final String IPV6_HEADER = "60000000" + "00183a40" + "00".repeat(32);

    @Test
    void a_request_is_as_rfc_792_says() {
        var request = request(Family.IPV4);
        assertThat(hex(request)).isEqualTo("0800" + "e45f" + "1234" + "0007" + "00000000000000aa" + "00000000000000bb");
        var sum = 0;
        for (var i = 0; i < Echo.LENGTH; i += 2) {
            sum += request.getShort(i) & 0xffff;
        }
        assertThat((sum & 0xffff) + (sum >>> 16))
                .as("sum over all, the checksum included")
                .isEqualTo(0xffff);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void a_reply_to_ours_is_read(Family family) {
        var reply = request(family).put(0, (byte) family.reply);
        assertThat(Echo.read(reply, family, Echo.Framing.BARE))
                .isEqualTo(new Echo(Echo.Kind.REPLY, 0x1234, 7, 0xaa, 0xbb));
    }

    @Test
    void the_header_that_a_raw_socket_gives_is_skipped_with_its_options() {
        var reply = request(Family.IPV4).put(0, (byte) 0);
        var packet = bytes("46" + IPV4_HEADER.substring(2) + "01010101" + hex(reply));
        assertThat(Echo.read(packet, Family.IPV4, Echo.Framing.WITH_IP_HEADER))
                .isEqualTo(new Echo(Echo.Kind.REPLY, 0x1234, 7, 0xaa, 0xbb));
    }

    @Test
    void unreachable_names_the_request_that_it_quotes() {
        var v4 = bytes(IPV4_HEADER + "0301000000000000" + IPV4_HEADER + hex(request(Family.IPV4)));
        assertThat(Echo.read(v4, Family.IPV4, Echo.Framing.WITH_IP_HEADER))
                .isEqualTo(new Echo(Echo.Kind.UNREACHABLE, 0x1234, 7, 0xaa, 0xbb));
        var v6 = bytes("0100000000000000" + IPV6_HEADER + hex(request(Family.IPV6)));
        assertThat(Echo.read(v6, Family.IPV6, Echo.Framing.BARE))
                .isEqualTo(new Echo(Echo.Kind.UNREACHABLE, 0x1234, 7, 0xaa, 0xbb));
    }

    @Test
    void what_is_no_answer_to_an_echo_is_nothing() {
        assertThat(Echo.read(request(Family.IPV4), Family.IPV4, Echo.Framing.BARE))
                .isNull();
        var quotesUdp = bytes("0303000000000000" + IPV4_HEADER + "0035003500080000");
        assertThat(Echo.read(quotesUdp, Family.IPV4, Echo.Framing.BARE)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void whatever_is_cut_off_or_garbled_does_no_harm(Family family) {
        var whole = bytes(IPV4_HEADER + "0301000000000000" + IPV4_HEADER + hex(request(Family.IPV4)));
        for (var length = 0; length <= whole.capacity(); length++) {
            for (var type = 0; type < 256; type++) {
                for (var framing : Echo.Framing.values()) {
                    var cut = ByteBuffer.allocate(length)
                            .put(whole.array(), 0, length)
                            .flip();
                    for (var at : new int[] {0, 20, 28}) {
                        if (at < length) {
                            cut.put(at, (byte) type);
                        }
                    }
                    var echo = Echo.read(cut, family, framing);
                    assertThat(echo == null || echo.sequence() >= 0).isTrue();
                }
            }
        }
    }

    private static ByteBuffer request(Family family) {
        var buffer = ByteBuffer.allocate(Echo.LENGTH);
        Echo.putRequest(buffer, family, 0x1234, 7, 0xaa, 0xbb);
        return buffer.flip();
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static String hex(ByteBuffer buffer) {
        var bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
