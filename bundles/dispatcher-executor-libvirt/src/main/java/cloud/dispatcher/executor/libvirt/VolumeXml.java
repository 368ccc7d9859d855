package cloud.dispatcher.executor.libvirt;

import java.util.regex.Pattern;

/** What we read from a volume's own XML. */
final class VolumeXml {
    // The volume's own target comes once; its base has a format of its own.
    private static final Pattern FORMAT =
            Pattern.compile("<target>.*?<format type='([^']*)'/>.*?</target>", Pattern.DOTALL);

    private VolumeXml() {}

    /** The format; {@code raw} where libvirt tells none, as for a block device. */
    static String format(String xml) {
        var found = FORMAT.matcher(xml);
        return found.find() ? found.group(1) : "raw";
    }
}
