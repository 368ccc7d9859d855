package cloud.dispatcher.executor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.OperationId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final String ID = "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    @Test
    void an_operation_id_that_is_a_uuid_is_the_domains_uuid() {
        assertThat(Names.domain(new OperationId(ID))).isEqualTo(UUID.fromString(ID));
    }

    @Test
    void any_other_operation_id_always_gives_the_same_uuid_and_no_two_the_same() {
        assertThat(Names.domain(new OperationId("op-1"))).isEqualTo(Names.domain(new OperationId("op-1")));
        assertThat(Names.domain(new OperationId("1-1-1-1-1")))
                .isNotEqualTo(Names.domain(new OperationId("01-1-1-1-1")));
    }

    @Test
    void two_servers_of_one_name_are_two_domain_names() {
        assertThat(Names.domain("web/1", UUID.fromString(ID))).isEqualTo("web-1-0c1d2e3f4a5b");
    }

    @Test
    void a_disk_tells_its_operation() {
        var disk = Names.disk("here", new OperationId(ID));
        assertThat(Names.operation("here", disk)).isEqualTo(new OperationId(ID));
        assertThat(Names.isDisk(disk)).isTrue();
    }

    @Test
    void the_hardware_address_is_qemus_and_stays() {
        assertThat(Names.hardwareAddress(UUID.fromString(ID)))
                .matches("52:54:00(:[0-9a-f]{2}){3}")
                .isEqualTo(Names.hardwareAddress(UUID.fromString(ID)));
    }
}
