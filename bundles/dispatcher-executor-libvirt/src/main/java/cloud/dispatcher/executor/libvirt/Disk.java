package cloud.dispatcher.executor.libvirt;

import java.util.List;

/**
 * One volume of a storage pool.
 *
 * @param key libvirt's own name of it; for a file its path
 * @param format as libvirt calls it: {@code qcow2}, {@code raw}, {@code iso}, …
 */
record Disk(String name, String key, String path, String format) {
    // A disk image of another format (an ISO is a CD) does not boot below an overlay.
    static final List<String> BASES = List.of("raw", "qcow2");

    /** Whether a server's disk can be an overlay of it. */
    boolean isBase() {
        return BASES.contains(format);
    }
}
