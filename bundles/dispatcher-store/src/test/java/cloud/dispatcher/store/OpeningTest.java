package cloud.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.state.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
    @TempDir
    Path home;

    private Opening opening;

    @BeforeEach
    void usually() {
        opening = new Opening(home.resolve("var"));
    }

    @Test
    void the_usual_directory_is_made() {
        opening.at(home.resolve("var")).close();
        assertThat(home.resolve("var/dispatcher.db")).exists();
    }

    @Test
    void another_directory_is_not_made_but_asked_for() throws Exception {
        var other = home.resolve("other");
        assertThatThrownBy(() -> opening.at(other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("There is no folder " + other);
        assertThat(other).doesNotExist();
        opening.at(Files.createDirectory(other)).close();
    }
}
