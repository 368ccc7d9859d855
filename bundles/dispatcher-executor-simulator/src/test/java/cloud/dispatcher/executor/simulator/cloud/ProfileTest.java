package cloud.dispatcher.executor.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.dispatcher.spi.Idempotency;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of an account. */
class ProfileTest {

    @Test
    void an_account_without_settings_is_pleasant() {
        var profile = Profile.of(Map.of());

        assertThat(profile.idempotency().kind()).isEqualTo(Idempotency.Kind.TOKEN);
        assertThat(profile.bootTime()).isEqualTo(Duration.ofSeconds(3));
        assertThat(profile.sizes()).containsExactly("small", "medium", "large");
        assertThat(profile.images()).contains("debian-12");
        assertThat(profile.lostCalls() + profile.lostAnswers() + profile.throttling() + profile.failLaunches())
                .isZero();
        assertThat(profile.listeners()).isEqualTo(1_000);
    }

    @Test
    void every_default_can_be_given_as_it_is_shown() {
        for (var setting : Profile.SETTINGS) {
            assertThat(Profile.of(Map.of(setting.name(), setting.fallback()))).isEqualTo(Profile.of(Map.of()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootTime      | soon   | setting bootTime = soon is not a duration of PT0S to PT24H",
                "bootTime      | -PT1S  | setting bootTime = -PT1S is not within PT0S to PT24H",
                "settlesWithin | PT0S   | setting settlesWithin = PT0S is not within PT0.001S to PT24H",
                "lostAnswers   | 1.5    | setting lostAnswers = 1.5 is not within 0 to 1",
                "lostAnswers   | NaN    | setting lostAnswers = NaN is not within 0 to 1",
                "throttling    | often  | setting throttling = often is not a decimal fraction of 0 to 1",
                "port          | 70000  | setting port = 70000 is not within 1 to 65535",
                "quota         | many   | setting quota = many is not a whole number of 0 to 2147483647",
                "sizes         | ,      | setting sizes = , is not at least one word",
            })
    void a_wrong_setting_is_refused_in_one_sentence(String name, String value, String sentence) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Profile.of(Map.of(name, value)))
                .withMessage(sentence);
    }
}
