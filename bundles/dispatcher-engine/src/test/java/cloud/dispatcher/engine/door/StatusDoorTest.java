package cloud.dispatcher.engine.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class StatusDoorTest {
    @Test
    void a_version_is_written_as_our_files_are_named() {
        assertThat(StatusDoor.version(Version.valueOf("0.1.0.SNAPSHOT"))).isEqualTo("0.1.0-SNAPSHOT");
        assertThat(StatusDoor.version(Version.valueOf("1.2.3"))).isEqualTo("1.2.3");
    }
}
