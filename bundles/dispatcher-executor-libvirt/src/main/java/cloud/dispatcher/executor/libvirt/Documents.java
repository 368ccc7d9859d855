package cloud.dispatcher.executor.libvirt;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The XML that libvirt is given. The same values always give the same bytes. */
final class Documents {
    private Documents() {}

    /** A server; {@code disk} is the name of its overlay in the pool. */
    static String server(
            UUID uuid,
            String serverName,
            String type,
            Size size,
            Image image,
            String network,
            String pool,
            @Nullable String disk,
            Tag tag) {
        return """
                <domain type='%s'>
                  <name>%s</name>
                  <uuid>%s</uuid>
                  <title>%s</title>
                  <metadata>
                    <dispatcher:server xmlns:dispatcher='%s' installation='%s' account='%s' operation='%s'/>
                  </metadata>
                  <memory unit='MiB'>%d</memory>
                  <vcpu>%d</vcpu>
                  %s
                  %s
                  <clock offset='utc'/>
                  <on_poweroff>destroy</on_poweroff>
                  <on_reboot>restart</on_reboot>
                  <on_crash>destroy</on_crash>
                  <devices>
                    %s
                    <interface type='network'>
                      <mac address='%s'/>
                      <source network='%s'/>
                      <model type='virtio'/>
                    </interface>
                    <console type='pty'/>
                    <memballoon model='virtio'/>
                  </devices>
                </domain>
                """.formatted(
                        type,
                        escape(Names.domain(serverName, uuid)),
                        uuid,
                        escape(serverName),
                        Tag.NAMESPACE,
                        escape(tag.installation()),
                        escape(tag.account()),
                        escape(tag.operation().value()),
                        size.memory(),
                        size.cpus(),
                        boot(image),
                        processor(type),
                        disk == null ? "" : disk(pool, disk),
                        Names.hardwareAddress(uuid),
                        escape(network));
    }

    /** An overlay: it holds what differs from its base. Without a size of its own it is as large as the base. */
    static String overlay(String name, String base, String baseFormat, Size size) {
        return """
                <volume>
                  <name>%s</name>
                  %s
                  <target><format type='qcow2'/></target>
                  <backingStore><path>%s</path><format type='%s'/></backingStore>
                </volume>
                """.formatted(
                        escape(name),
                        size.disk() == 0 ? "" : "<capacity unit='GiB'>" + size.disk() + "</capacity>",
                        escape(base),
                        escape(baseFormat));
    }

    /**
     * A machine that only shows whether a kernel runs: without a root file system it panics, with {@code panic=-1} it reboots at
     * once, and then it is gone.
     */
    static String kvmProbe(UUID uuid, String kernel) {
        return """
                <domain type='kvm'>
                  <name>dispatcher-kvm-probe-%s</name>
                  <uuid>%s</uuid>
                  <memory unit='MiB'>128</memory>
                  <vcpu>1</vcpu>
                  <os><type>hvm</type><kernel>%s</kernel><cmdline>panic=-1</cmdline></os>
                  %s
                  <on_reboot>destroy</on_reboot>
                  <on_crash>destroy</on_crash>
                </domain>
                """.formatted(uuid, uuid, escape(kernel), processor("kvm"));
    }

    private static String boot(Image image) {
        if (image.kernel() == null) {
            return "<os><type>hvm</type><boot dev='hd'/></os>";
        }
        return "<os><type>hvm</type><kernel>%s</kernel>%s<cmdline>%s</cmdline></os>"
                .formatted(
                        escape(image.kernel()),
                        image.initrd() == null ? "" : "<initrd>" + escape(image.initrd()) + "</initrd>",
                        escape(image.append()));
    }

    private static String processor(String type) {
        return switch (type) {
            // Distributions of today refuse QEMU's default CPU.
            case "kvm" -> "<features><acpi/></features><cpu mode='host-passthrough'/>";
            // Emulated, a bigger CPU is only slower; without a bound the translated code takes a fifth of the guest
            // host's memory.
            case "qemu" -> "<features><acpi/><tcg><tb-cache unit='MiB'>32</tb-cache></tcg></features>";
            default -> "<features><acpi/></features>";
        };
    }

    private static String disk(String pool, String disk) {
        return """
                <disk type='volume' device='disk'>
                      <driver name='qemu' type='qcow2'/>
                      <source pool='%s' volume='%s'/>
                      <target dev='vda' bus='virtio'/>
                    </disk>""".formatted(escape(pool), escape(disk));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }
}
