package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.ServerState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One domain, as libvirt shows it.
 *
 * @param type kvm, qemu or test
 * @param tag null where it is none of a dispatcher's
 * @param memory MiB
 * @param addresses by DHCP lease, IPv4 first; a lease outlives the guest that asked for it
 * @param heard whether the guest has sent anything since it was switched on
 */
record Machine(
        UUID uuid,
        String name,
        String type,
        @Nullable Tag tag,
        ServerState state,
        int cpus,
        long memory,
        List<String> addresses,
        boolean heard) {}
