package cloud.dispatcher.executor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.OperationId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final UUID ID = new UUID(1, 2);
    private static final Tag TAG = new Tag("here", "a'count", new OperationId("op<1>"));

    @Test
    void what_people_wrote_cannot_break_out_of_the_xml() {
        var image = new Image("i", "/k'/><evil", null, "a=<b>&'\"", null, "qcow2");
        var text = Documents.server(ID, "<&'\">", "kvm", new Size("s", 1, 96, 0), image, "n'/><evil", "p", null, TAG);

        assertThat(text).doesNotContain("<evil");
        assertThat(DomainXml.parse(text)).isEqualTo(new DomainXml("kvm", TAG, null));
    }

    @Test
    void the_same_values_give_the_same_bytes() {
        assertThat(server()).isEqualTo(server());
    }

    @Test
    void somebody_elses_domain_has_no_tag() {
        assertThat(DomainXml.parse("<domain type='qemu'><name>x</name></domain>")
                        .tag())
                .isNull();
    }

    private static String server() {
        return Documents.server(
                ID, "web", "qemu", new Size("s", 1, 96, 0), Image.disk("d", "/d", "raw"), "n", "p", "disk", TAG);
    }
}
