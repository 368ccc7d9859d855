package cloud.dispatcher.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.control.Json;
import org.junit.jupiter.api.Test;

class LaunchesTest {
    @Test
    void that_a_launch_waits_for_its_cloud_is_no_news() {
        assertThat(gist("RUNNING", "booting", "40")).isEqualTo(gist("WAITING", "booting", "40"));
    }

    @Test
    void another_step_another_percentage_and_the_end_are_news() {
        assertThat(gist("RUNNING", "booting", "40"))
                .isNotEqualTo(gist("RUNNING", "creating", "40"))
                .isNotEqualTo(gist("RUNNING", "booting", "60"))
                .isNotEqualTo(gist("SUCCEEDED", "booting", "40"));
    }

    private static String gist(String state, String step, String percent) {
        return Launches.gist(Json.read(
                "{\"state\":\"" + state + "\",\"progress\":{\"step\":\"" + step + "\",\"percent\":" + percent + "}}"));
    }
}
