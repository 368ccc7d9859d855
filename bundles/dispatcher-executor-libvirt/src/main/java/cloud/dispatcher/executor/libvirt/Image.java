package cloud.dispatcher.executor.libvirt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a machine boots: a kernel, a disk, or a kernel that finds a disk. All paths are on libvirt's host.
 *
 * @param kernel path of the kernel; null: the disk boots by itself
 * @param initrd path of the kernel's first file system
 * @param append the kernel's command line
 * @param base path of a disk image that each server gets an overlay of; null: no disk
 * @param baseFormat qcow2, or raw
 */
record Image(
        String name,
        @Nullable String kernel,
        @Nullable String initrd,
        String append,
        @Nullable String base,
        String baseFormat) {
    private static final String CONSOLE = "console=ttyS0";
    private static final String QCOW2 = "qcow2";

    /** A path on libvirt's host, and nothing that libvirt or QEMU would take for anything else than a file. */
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_+][A-Za-z0-9_.+-]*)+");

    private static final Pattern NO_FILES = Pattern.compile("/(?:dev|proc|sys)(?:/.*)?");

    Image {
        if (kernel == null && base == null) {
            throw new IllegalArgumentException("setting images: '" + name + "' has neither kernel nor base");
        }
    }

    /** An image that is nothing but a disk. */
    static Image disk(String name, String path, String format) {
        return new Image(name, null, null, CONSOLE, path, format);
    }

    /**
     * Reads {@code name: kernel=<path> initrd=<path> base=<path> append=<the rest>; …}, in order; a base is qcow2.
     *
     * @throws IllegalArgumentException with the part that is not of this form
     */
    static Map<String, Image> parse(String text) {
        var images = new LinkedHashMap<String, Image>();
        for (var part : text.split("[;\n]", -1)) {
            if (part.isBlank()) {
                continue;
            }
            var image = one(part.strip());
            images.put(image.name(), image);
        }
        return images;
    }

    private static Image one(String text) {
        var colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("setting images: '" + text + "' does not begin with a name and a colon");
        }
        var name = text.substring(0, colon).strip();
        var rest = text.substring(colon + 1).strip();
        var append = CONSOLE;
        var at = rest.indexOf("append=");
        if (at >= 0) {
            append = rest.substring(at + "append=".length()).strip();
            rest = rest.substring(0, at).strip();
        }
        var paths = new LinkedHashMap<String, String>();
        for (var word : rest.split("\\s+", -1)) {
            var equals = word.indexOf('=');
            var key = word.substring(0, Math.max(equals, 0));
            var path = word.substring(equals + 1);
            if (!key.matches("kernel|initrd|base")
                    || !PATH.matcher(path).matches()
                    || NO_FILES.matcher(path).matches()) {
                throw new IllegalArgumentException("setting images: '" + word + "' of " + name
                        + " is none of kernel=, initrd=, base= with an absolute path of a file, of letters, digits,"
                        + " '.', '_', '+' and '-'");
            }
            paths.put(key, word.substring(equals + 1));
        }
        return new Image(name, paths.get("kernel"), paths.get("initrd"), append, paths.get("base"), QCOW2);
    }

    String title() {
        if (base == null) {
            return "kernel " + kernel;
        }
        return (kernel == null ? "" : "kernel " + kernel + ", ") + "overlay of " + base;
    }
}
