package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.spi.CloudException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a machine boots with KVM. That libvirt offers it proves nothing: nested or emulated, it hangs or dies. So a
 * kernel is started with it that should reboot within seconds; a machine that is still there afterwards never came that far.
 *
 * <p>It belongs to one connection and is forgotten with it. So is its machine: libvirt ends it when the connection closes.
 */
final class KvmProbe {
    private static final Logger LOG = LoggerFactory.getLogger(KvmProbe.class);
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final String KVM = "kvm";
    private static final String EMULATION = "qemu";

    private final UUID uuid = UUID.randomUUID();
    private @Nullable String verdict;
    private long started;
    private boolean running;

    /**
     * The domain type to use, or nothing while it is being found out: then ask again in a second.
     *
     * @param kernel one to try; without it libvirt's word is taken
     */
    synchronized Optional<String> type(Host host, @Nullable String kernel) throws CloudException {
        if (verdict == null) {
            verdict = find(host, kernel);
        }
        return Optional.ofNullable(verdict);
    }

    private @Nullable String find(Host host, @Nullable String kernel) throws CloudException {
        if (running) {
            return judge(host);
        }
        if (!host.offersKvm()) {
            return found(EMULATION, "libvirt offers no KVM");
        }
        if (kernel == null) {
            return found(KVM, "libvirt offers it; no image has a kernel to try it with");
        }
        try {
            host.machines().createTransient(Documents.kvmProbe(uuid, kernel));
        } catch (CloudException e) {
            return switch (e.failed().fault()) {
                case COMMUNICATION, TIMEOUT -> throw e;
                default ->
                    found(EMULATION, "KVM does not start: " + e.failed().said().text());
            };
        }
        running = true;
        started = System.nanoTime();
        return null;
    }

    private @Nullable String judge(Host host) throws CloudException {
        if (host.machines().find(uuid).isEmpty()) {
            return found(KVM, "a kernel boots with it");
        }
        if (System.nanoTime() - started < LIMIT.toNanos()) {
            return null;
        }
        host.machines().powerOff(uuid);
        return found(
                EMULATION, "KVM is offered, but a kernel does not boot with it within " + LIMIT.toSeconds() + " s");
    }

    private static String found(String type, String why) {
        LOG.info("New servers get domain type {}: {}.", type, why);
        return type;
    }
}
