package cloud.dispatcher.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredStateFileTest {
    @TempDir
    Path home;

    @Test
    void nothing_is_stored_before_the_first_start_or_stop() throws Exception {
        assertThat(new DesiredStateFile(home.resolve("var/desired.state")).read())
                .isEmpty();
    }

    @Test
    void the_last_one_is_read_by_the_next_process() throws Exception {
        var file = home.resolve("var/desired.state");
        new DesiredStateFile(file).write(DesiredState.STARTED);
        new DesiredStateFile(file).write(DesiredState.STOPPED);
        assertThat(new DesiredStateFile(file).read()).contains(DesiredState.STOPPED);
        assertThat(file).hasContent("stopped\n");
    }

    @Test
    void a_write_that_was_cut_off_leaves_the_old_state() throws Exception {
        var file = home.resolve("desired.state");
        new DesiredStateFile(file).write(DesiredState.STOPPED);
        Files.writeString(home.resolve(".desired.state.part"), "sta");
        assertThat(new DesiredStateFile(file).read()).contains(DesiredState.STOPPED);
        new DesiredStateFile(file).write(DesiredState.STARTED);
        assertThat(new DesiredStateFile(file).read()).contains(DesiredState.STARTED);
    }

    @Test
    void a_state_that_is_there_already_needs_no_room_on_the_disk() throws Exception {
        var file = home.resolve("desired.state");
        new DesiredStateFile(file).write(DesiredState.STARTED);
        Files.createDirectories(home.resolve(".desired.state.part/in-the-way"));

        new DesiredStateFile(file).write(DesiredState.STARTED);
        assertThatThrownBy(() -> new DesiredStateFile(file).write(DesiredState.STOPPED))
                .isInstanceOf(IOException.class);
        assertThat(new DesiredStateFile(file).read()).contains(DesiredState.STARTED);
    }

    @Test
    void a_file_that_holds_something_else_is_named() throws Exception {
        var file = Files.writeString(home.resolve("desired.state"), "perhaps");
        assertThatThrownBy(() -> new DesiredStateFile(file).read())
                .isInstanceOf(IOException.class)
                .hasMessage(file + " holds neither \"started\" nor \"stopped\"");
    }
}
