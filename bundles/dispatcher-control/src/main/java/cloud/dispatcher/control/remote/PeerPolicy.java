package cloud.dispatcher.control.remote;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/** Who may command: the container's own user and root. */
final class PeerPolicy {
    private final Set<UserPrincipal> allowed;

    PeerPolicy(Set<UserPrincipal> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** @param own something that this process has made */
    static PeerPolicy ownerOf(Path own) throws IOException {
        var root = own.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root");
        var owner = Files.getOwner(own);
        return new PeerPolicy(owner.equals(root) ? Set.of(root) : Set.of(root, owner));
    }

    /** Who is at the other end, as the kernel tells. */
    static UserPrincipal of(SocketChannel channel) throws IOException {
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    }

    boolean mayCommand(UserPrincipal peer) {
        return allowed.contains(peer);
    }
}
