package cloud.dispatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WishFileTest {
    @TempDir
    Path home;

    @Test
    void there_is_no_wish_before_the_first() throws Exception {
        assertThat(new WishFile(home.resolve("var/dispatcher.wish")).read()).isEmpty();
    }

    @Test
    void the_last_wish_is_remembered_by_whoever_comes_next() throws Exception {
        var file = home.resolve("var/dispatcher.wish");
        new WishFile(file).write(Wish.STARTED);
        new WishFile(file).write(Wish.STOPPED);
        assertThat(new WishFile(file).read()).contains(Wish.STOPPED);
        assertThat(file).hasContent("stopped\n");
    }

    @Test
    void a_write_that_was_cut_off_leaves_the_old_wish() throws Exception {
        var file = home.resolve("dispatcher.wish");
        new WishFile(file).write(Wish.STOPPED);
        Files.writeString(home.resolve(".dispatcher.wish.part"), "sta");
        assertThat(new WishFile(file).read()).contains(Wish.STOPPED);
        new WishFile(file).write(Wish.STARTED);
        assertThat(new WishFile(file).read()).contains(Wish.STARTED);
    }

    @Test
    void a_wish_that_is_there_already_needs_no_room_on_the_disk() throws Exception {
        var file = home.resolve("dispatcher.wish");
        new WishFile(file).write(Wish.STARTED);
        Files.createDirectories(home.resolve(".dispatcher.wish.part/in-the-way"));

        new WishFile(file).write(Wish.STARTED);
        assertThatThrownBy(() -> new WishFile(file).write(Wish.STOPPED)).isInstanceOf(IOException.class);
        assertThat(new WishFile(file).read()).contains(Wish.STARTED);
    }

    @Test
    void a_file_that_holds_something_else_is_named() throws Exception {
        var file = Files.writeString(home.resolve("dispatcher.wish"), "perhaps");
        assertThatThrownBy(() -> new WishFile(file).read())
                .isInstanceOf(IOException.class)
                .hasMessage(file + " holds neither \"started\" nor \"stopped\"");
    }
}
