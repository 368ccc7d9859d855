package cloud.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.state.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose directory is a file, until somebody mends it. */
class ReopeningTest {
    @TempDir
    Path folder;

    private final Queue<Runnable> looks = new ArrayDeque<>();
    private Path directory;
    private boolean isWanted = true;
    private int opened;

    @BeforeEach
    void spoil() throws IOException {
        directory = Files.createFile(folder.resolve("var"));
    }

    private void failed(Supplier<Path> wanted) {
        var reopening = new Reopening(wanted, () -> isWanted, () -> opened++, looks::add);
        assertThatThrownBy(() -> reopening.open(directory)).isInstanceOf(StoreException.class);
        reopening.begin();
    }

    private void failed() {
        failed(() -> directory);
    }

    private void mend() throws IOException {
        Files.delete(directory);
        Files.createDirectory(directory);
    }

    private void look() {
        looks.remove().run();
    }

    @Test
    void it_looks_until_the_store_can_be_opened() throws IOException {
        failed();
        look();
        look();
        assertThat(opened).isZero();

        mend();
        look();

        assertThat(opened).isOne();
        assertThat(looks).isEmpty();
    }

    @Test
    void however_many_starts_fail_one_alone_goes_on_looking() throws IOException {
        failed();
        failed();
        failed();
        mend();

        while (!looks.isEmpty()) {
            look();
        }

        assertThat(opened).isOne();
    }

    @Test
    void a_store_that_was_opened_meanwhile_is_left_alone() throws IOException {
        failed();
        mend();
        try (var store = new Reopening(() -> directory, () -> true, () -> {}, looks::add).open(directory)) {
            look();

            assertThat(store.records().accounts()).isEmpty();
            assertThat(opened).isZero();
            assertThat(looks).isEmpty();
        }
    }

    @Test
    void another_directory_is_tried_anew_so_that_its_own_reason_is_told() throws IOException {
        failed();
        look();
        directory = Files.createFile(folder.resolve("other"));

        look();

        assertThat(opened).isOne();
    }

    @Test
    void a_mistake_of_ours_does_not_end_the_looking() throws IOException {
        var mistakes = new ArrayDeque<>(List.of(new IllegalStateException("ours")));
        failed(() -> {
            if (mistakes.isEmpty()) {
                return directory;
            }
            throw mistakes.remove();
        });
        mend();

        look();
        look();

        assertThat(opened).isOne();
    }

    @Test
    void nobody_looks_for_a_bundle_that_is_gone() throws IOException {
        failed();
        mend();
        isWanted = false;

        look();

        assertThat(opened).isZero();
        assertThat(looks).isEmpty();
    }
}
