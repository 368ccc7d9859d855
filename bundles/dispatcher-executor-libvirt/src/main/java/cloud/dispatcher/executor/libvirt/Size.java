package cloud.dispatcher.executor.libvirt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A machine's shape.
 *
 * @param disk GiB of a disk made from an image's base; 0: as large as the base
 */
record Size(String name, int cpus, int memory, int disk) {
    private static final Pattern FORM = Pattern.compile("([\\w.-]+)=(\\d{1,3})x(\\d{1,7})(?:x(\\d{1,5}))?");

    /** What the setting looks like when nobody says anything. */
    static final String USUAL = "tiny=1x96, small=1x512, medium=2x2048, large=4x8192";

    /**
     * Reads {@code name=<CPUs>x<MiB>[x<GiB of disk>], …}, in order.
     *
     * @throws IllegalArgumentException with the part that is not of this form
     */
    static Map<String, Size> parse(String text) {
        var sizes = new LinkedHashMap<String, Size>();
        for (var part : text.split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            var form = FORM.matcher(part.strip());
            if (!form.matches() || Integer.parseInt(form.group(2)) < 1 || Integer.parseInt(form.group(3)) < 1) {
                throw new IllegalArgumentException("setting sizes: '" + part.strip()
                        + "' is not name=<CPUs>x<MiB> or name=<CPUs>x<MiB>x<GiB of disk>");
            }
            var disk = form.group(4) == null ? 0 : Integer.parseInt(form.group(4));
            var size = new Size(form.group(1), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)), disk);
            sizes.put(size.name(), size);
        }
        return sizes;
    }

    String title() {
        return cpus + " CPU, " + memory + " MiB" + (disk == 0 ? "" : ", " + disk + " GiB of disk");
    }
}
