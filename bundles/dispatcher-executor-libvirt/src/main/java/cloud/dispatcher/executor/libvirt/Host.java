package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.spi.CloudException;
import java.util.List;
import org.libvirt.Connect;

/**
 * One connection to libvirt, in our words. Each method is one short exchange, and may be called from several threads at once; a
 * {@link CloudException} carries what libvirt said.
 */
final class Host {
    private final Link link;
    private final Machines machines;
    private final Volumes volumes;
    private final KvmProbe kvmProbe = new KvmProbe();

    /** @param afterwards called once, when the connection is closed */
    Host(Connect connect, Runnable afterwards) {
        link = new Link(connect, afterwards);
        machines = new Machines(link);
        volumes = new Volumes(link);
    }

    Machines machines() {
        return machines;
    }

    Volumes volumes() {
        return volumes;
    }

    KvmProbe kvmProbe() {
        return kvmProbe;
    }

    /** The driver's name, {@code QEMU} or {@code TEST}. */
    String driver() throws CloudException {
        return link.ask(Connect::getType);
    }

    /** Whether libvirt says that it has KVM; whether a machine boots with it is another question. */
    boolean offersKvm() throws CloudException {
        return link.ask(Connect::getCapabilities).contains("<domain type='kvm'");
    }

    List<String> networks() throws CloudException {
        return List.of(link.ask(Connect::listNetworks));
    }

    /** Whether the connection still stands; costs no call. */
    boolean isAlive() {
        return link.isAlive();
    }

    /** Lets the connection go, as soon as the calls under way in it have ended; returns at once. */
    void close() {
        link.close();
    }
}
