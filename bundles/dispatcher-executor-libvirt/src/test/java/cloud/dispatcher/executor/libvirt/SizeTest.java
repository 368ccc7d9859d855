package cloud.dispatcher.executor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {

    @Test
    void sizes_are_read_in_their_order() {
        assertThat(Size.parse("b=2x2048x20, a=1x96").values())
                .containsExactly(new Size("b", 2, 2048, 20), new Size("a", 1, 96, 0));
    }

    @Test
    void the_default_can_be_read() {
        assertThat(Size.parse(Size.USUAL)).containsKeys("tiny", "small", "medium", "large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=1", "a=0x96", "a=1x0", "a=1x96x", "=1x96", "a=-1x96", "a=1x99999999999"})
    void nonsense_is_named(String text) {
        assertThatThrownBy(() -> Size.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
