package cloud.dispatcher.control.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;

class EcKeyTest {
    /** Often enough for numbers with leading zeros. */
    @RepeatedTest(600)
    void what_the_private_form_signs_the_public_form_verifies() throws Exception {
        var key = EcKey.generate();
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var curve = parameters.getParameterSpec(ECParameterSpec.class);
        var factory = KeyFactory.getInstance("EC");

        var der = Base64.getMimeDecoder().decode(key.privatePem().replaceAll("-----[A-Z ]+-----", ""));
        assertThat(der).hasSize(2 + der[1]);
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(factory.generatePrivate(new ECPrivateKeySpec(number(der, 7), curve)));
        signature.update("hello".getBytes(UTF_8));
        var signed = signature.sign();

        var blob = ByteBuffer.wrap(Base64.getDecoder().decode(key.publicPart()));
        assertThat(new String(string(blob), US_ASCII)).isEqualTo("ecdsa-sha2-nistp256");
        assertThat(new String(string(blob), US_ASCII)).isEqualTo("nistp256");
        var point = string(blob);
        assertThat(blob.hasRemaining()).isFalse();
        assertThat(Arrays.copyOfRange(der, der.length - point.length, der.length))
                .isEqualTo(point);
        signature.initVerify(
                factory.generatePublic(new ECPublicKeySpec(new ECPoint(number(point, 1), number(point, 33)), curve)));
        signature.update("hello".getBytes(UTF_8));
        assertThat(signature.verify(signed)).isTrue();

        assertThat(EcKey.of(key.privatePem()).map(EcKey::publicPart)).contains(key.publicPart());
        assertThat(EcKey.of(key.privatePem().replace("END", "EN"))).isEmpty();
    }

    private static BigInteger number(byte[] bytes, int from) {
        return new BigInteger(1, Arrays.copyOfRange(bytes, from, from + 32));
    }

    private static byte[] string(ByteBuffer from) {
        var bytes = new byte[from.getInt()];
        from.get(bytes);
        return bytes;
    }
}
