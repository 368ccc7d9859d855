package cloud.dispatcher.executor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {

    @Test
    void a_kernel_a_disk_and_both_are_read() {
        var text =
                "tiny: kernel=/k initrd=/i append=console=ttyS0,9600 panic=-1; disk: base=/b.qcow2\nboth: kernel=/k base=/b";
        assertThat(Image.parse(text).values())
                .containsExactly(
                        new Image("tiny", "/k", "/i", "console=ttyS0,9600 panic=-1", null, "qcow2"),
                        Image.disk("disk", "/b.qcow2", "qcow2"),
                        new Image("both", "/k", null, "console=ttyS0", "/b", "qcow2"));
    }

    @Test
    void no_image_is_no_mistake() {
        assertThat(Image.parse(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel=/k", "a: kernel=k", "a: cdrom=/c", "a:", "a: initrd=/i", ": kernel=/k"})
    void nonsense_is_refused_with_the_setting_it_stands_in(String text) {
        assertThatThrownBy(() -> Image.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting images: '");
    }
}
