package cloud.dispatcher.executor.libvirt;

import static cloud.dispatcher.model.Setting.optional;

import cloud.dispatcher.model.Durations;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Setting;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An account's settings, read.
 *
 * @param domainType {@code auto}, {@code kvm} or {@code qemu}
 * @param shutdownGrace how long a guest that is asked to stop has for it, until it is made to
 * @param addressWait how long a guest that runs has to ask for an address, until it counts as one without
 */
record Settings(
        String uri,
        String network,
        String pool,
        Map<String, Size> sizes,
        Map<String, Image> images,
        String domainType,
        Probe probe,
        Duration shutdownGrace,
        Duration addressWait) {
    static final String AUTO = "auto";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]{0,99}");

    /** What an account of this executor has. */
    static List<Setting> schema() {
        return List.of(
                new Setting(
                        "uri",
                        Setting.Type.TEXT,
                        "Where libvirt is: qemu:///system, qemu+ssh://user@host/system, qemu+unix:///system?socket=/path",
                        "qemu:///system",
                        List.of(),
                        Setting.Change.WHILE_EMPTY),
                optional("network", Setting.Type.TEXT, "libvirt network of a launch that names none", "default"),
                new Setting(
                        "pool",
                        Setting.Type.TEXT,
                        "libvirt storage pool of the disks; its other volumes may be launched as images",
                        "default",
                        List.of(),
                        Setting.Change.WHILE_EMPTY),
                optional(
                        "images",
                        Setting.Type.TEXT,
                        "name: kernel=<path> initrd=<path> base=<path of a qcow2> append=<kernel command line>; next …"
                                + " with paths on libvirt's host; a base gets an overlay for each server",
                        ""),
                optional("sizes", Setting.Type.TEXT, "name=<CPUs>x<MiB>[x<GiB of disk>], next …", Size.USUAL),
                new Setting(
                        "domainType",
                        Setting.Type.TEXT,
                        "kvm, qemu (emulation), or auto: kvm where a kernel boots with it",
                        AUTO,
                        List.of(AUTO, "kvm", "qemu"),
                        Setting.Change.ANY_TIME),
                optional("probe", Setting.Type.TEXT, "How servers are heartbeaten: icmp or tcp:<port>", "icmp"),
                optional(
                        "shutdownGrace",
                        Setting.Type.DURATION,
                        "How long a server has to stop or reboot when its power button is pressed; then it is made to",
                        "PT60S"),
                optional(
                        "addressWait",
                        Setting.Type.DURATION,
                        "How long a server has to ask for a DHCP lease; then it counts as running without an address",
                        "PT2M"));
    }

    /** @throws CloudException INVALID, with setting, value and what is allowed */
    static Settings of(Access access) throws CloudException {
        try {
            return parse(access);
        } catch (IllegalArgumentException e) {
            throw Faults.invalid("account " + access.accountName() + ": " + e.getMessage());
        }
    }

    /** @throws IllegalArgumentException with setting and what is allowed */
    static Settings parse(Access access) {
        return new Settings(
                Uri.allowed(access.setting("uri")),
                name("network", access),
                name("pool", access),
                Size.parse(access.setting("sizes")),
                Image.parse(access.setting("images")),
                access.setting("domainType"),
                probe(access.setting("probe")),
                duration("shutdownGrace", access),
                duration("addressWait", access));
    }

    private static String name(String setting, Access access) {
        var text = access.setting(setting);
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "setting " + setting + " is no name of letters, digits, '.', '_', '+' and '-'");
        }
        return text;
    }

    private static Probe probe(String text) {
        if (text.equals("icmp")) {
            return Probe.icmp();
        }
        if (text.matches("tcp:\\d{1,5}")) {
            return Probe.tcp(Integer.parseInt(text.substring("tcp:".length())));
        }
        throw new IllegalArgumentException("setting probe: '" + text + "' is neither icmp nor tcp:<port>");
    }

    private static Duration duration(String name, Access access) {
        var text = access.setting(name);
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("setting " + name + ": " + e.getMessage(), e);
        }
    }
}
