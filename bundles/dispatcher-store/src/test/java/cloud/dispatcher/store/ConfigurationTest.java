package cloud.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.state.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private final Configuration configuration = new Configuration(Map.of("directory", "/srv/first"));
    private final List<Path> moves = new ArrayList<>();

    private void change(String directory) {
        configuration.change(Map.of("directory", directory));
    }

    private void open() {
        configuration.open(first -> {}, there -> moves.add(there.directory()));
    }

    @Test
    void while_no_store_is_open_another_directory_counts_at_once() {
        change("/srv/second");
        assertThat(configuration.settings().directory()).isEqualTo(Path.of("/srv/second"));
    }

    @Test
    void an_open_store_moves_to_another_directory_and_only_then() {
        open();
        change("/srv/first");
        change("/srv/second");
        assertThat(moves).containsExactly(Path.of("/srv/second"));
        assertThat(configuration.settings().directory()).isEqualTo(Path.of("/srv/second"));
    }

    @Test
    void a_directory_that_cannot_be_opened_is_refused_and_the_old_one_counts() {
        configuration.open(first -> {}, there -> {
            throw new StoreException("no disk.");
        });
        change("/srv/second");
        assertThat(configuration.settings().directory()).isEqualTo(Path.of("/srv/first"));
        assertThat(configuration.configuration().warnings())
                .singleElement()
                .asString()
                .contains("no disk.", "/srv/first stays");
    }

    @Test
    void a_store_that_is_closed_is_not_moved() {
        open();
        configuration.closed();
        change("/srv/second");
        assertThat(moves).isEmpty();
    }
}
