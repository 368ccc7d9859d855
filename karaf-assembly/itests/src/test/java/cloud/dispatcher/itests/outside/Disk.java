package cloud.dispatcher.itests.outside;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A small disk of its own on a folder, which can be full, fail, and be read-only: an ext4 in a file. Needs root and loop devices. */
final class Disk implements AutoCloseable {
    private final Path folder;
    private final Thread reaper = new Thread(this::unmountAtLast);
    private Path image;

    private Disk(Path folder) {
        this.folder = folder;
        this.image = folder.resolveSibling(folder.getFileName() + ".img");
    }

    /** Where that cannot be, the test is skipped, and says so. */
    static Disk on(Path folder, int megabytes) throws IOException {
        var disk = new Disk(folder);
        Files.createDirectories(folder);
        var made = disk.run("mkfs.ext4", "-q", "-m", "0", disk.image.toString(), megabytes + "M");
        var mounted = made.code() == 0 ? disk.run(disk.mount()) : made;
        if (mounted.code() != 0) {
            System.err.println("SKIPPED: no disk of its own can be mounted here: "
                    + mounted.text().strip());
            abort("no disk of its own here");
        }
        Runtime.getRuntime().addShutdownHook(disk.reaper);
        return disk;
    }

    private String[] mount() {
        return new String[] {"mount", "-o", "loop,errors=remount-ro", image.toString(), folder.toString()};
    }

    /** Leaves not a byte. */
    void fill() throws IOException {
        try (var ballast = Files.newOutputStream(ballast())) {
            var block = new byte[4096];
            while (true) {
                ballast.write(block);
            }
        } catch (IOException full) {
            if (!"No space left on device".equals(full.getMessage())) {
                throw full;
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /**
     * What a disk does that reports an error: from now on its file system takes nothing more, whoever has files open in it. What the
     * simulated cloud wrote until now stays, which forces nothing to the disk: a real cloud has a disk of its own.
     */
    void fail() throws IOException {
        must("sync", "--file-system", folder.toString());
        var device = must("findmnt", "-n", "-o", "SOURCE", folder.toString()).strip();
        var name = Path.of(device).getFileName().toString();
        Files.writeString(Path.of("/sys/fs/ext4", name, "trigger_fs_error"), "test");
    }

    /**
     * Checks it and mounts it again, read-only; no file may be open in it. A copy is checked and mounted: every mount namespace that was
     * made meanwhile keeps the old file system mounted, and its image with it.
     */
    void mendReadOnly() throws IOException {
        must("umount", folder.toString());
        var checked = folder.resolveSibling(folder.getFileName() + ".checked.img");
        Files.copy(image, checked, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(image);
        image = checked;
        run("e2fsck", "-f", "-y", image.toString());
        must(mount());
        must("mount", "-o", "remount,ro", folder.toString());
    }

    /** A process with a mount namespace of its own, as other programs on the machine have: it keeps what is mounted now. */
    Process otherNamespace() throws IOException {
        return new ProcessBuilder("unshare", "--mount", "--propagation", "private", "sleep", "infinity").start();
    }

    void becomeWritable() {
        must("mount", "-o", "remount,rw", folder.toString());
    }

    private String must(String... command) {
        var said = run(command);
        if (said.code() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + said.text());
        }
        return said.text();
    }

    private Distribution.Said run(String... command) {
        return Distribution.execute(folder.getParent(), List.of(command));
    }

    private void unmountAtLast() {
        run("umount", "-l", folder.toString());
    }

    /** Takes it away, with what is on it. */
    @Override
    public void close() throws IOException {
        unmountAtLast();
        Files.deleteIfExists(image);
        Runtime.getRuntime().removeShutdownHook(reaper);
    }
}
