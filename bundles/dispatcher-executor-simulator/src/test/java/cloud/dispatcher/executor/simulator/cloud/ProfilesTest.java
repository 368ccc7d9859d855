package cloud.dispatcher.executor.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    private final Profiles profiles = new Profiles();

    private Profile seeded(int seed) {
        return profiles.of(Map.of("seed", Integer.toString(seed)));
    }

    @Test
    void settings_in_use_are_read_once() {
        assertThat(seeded(1)).isSameAs(seeded(1));
    }

    @Test
    void however_many_are_tried_few_are_remembered() {
        for (int seed = 0; seed < 3 * Profiles.MOST; seed++) {
            assertThat(seeded(seed).seed()).isEqualTo(seed);
        }
        assertThat(profiles.remembered()).isLessThanOrEqualTo(Profiles.MOST);
    }
}
