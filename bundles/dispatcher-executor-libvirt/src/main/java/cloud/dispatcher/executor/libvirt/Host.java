package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.spi.CloudException;
import java.util.List;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/**
 * One connection to libvirt, in our words. Each method is one short exchange, and may be called from several threads at once; a
 * {@link CloudException} carries what libvirt said.
 */
final class Host {
    private final Connect connect;
    private final Machines machines;
    private final Volumes volumes;
    private final KvmProbe kvmProbe = new KvmProbe();

    Host(Connect connect) {
        this.connect = connect;
        machines = new Machines(connect);
        volumes = new Volumes(connect);
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
        return ask(connect::getType);
    }

    /** Whether libvirt says that it has KVM; whether a machine boots with it is another question. */
    boolean offersKvm() throws CloudException {
        return ask(connect::getCapabilities).contains("<domain type='kvm'");
    }

    List<String> networks() throws CloudException {
        return List.of(ask(connect::listNetworks));
    }

    /** Whether the connection still stands; costs no call. */
    boolean isAlive() {
        try {
            return connect.isAlive();
        } catch (LibvirtException e) {
            return false;
        }
    }

    /** Lets the connection go. Calls under way in it end on their own. */
    void close() {
        try {
            connect.close();
        } catch (LibvirtException e) {
            // It was dead already.
        }
    }

    /** A call of libvirt's. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws LibvirtException;
    }

    static <T> T ask(Call<T> call) throws CloudException {
        try {
            return call.run();
        } catch (LibvirtException e) {
            throw Faults.asking(e);
        }
    }

    static void change(Call<?> call) throws CloudException {
        try {
            call.run();
        } catch (LibvirtException e) {
            throw Faults.changing(e);
        }
    }
}
