package cloud.dispatcher.engine.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class StatusServiceTest {
    @Test
    void a_version_is_written_as_our_files_are_named() {
        assertThat(StatusService.version(Version.valueOf("0.1.0.SNAPSHOT"))).isEqualTo("0.1.0-SNAPSHOT");
        assertThat(StatusService.version(Version.valueOf("1.2.3"))).isEqualTo("1.2.3");
    }
}
