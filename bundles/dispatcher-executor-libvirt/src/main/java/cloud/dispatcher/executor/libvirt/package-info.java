/**
 * Real virtual machines through libvirt: QEMU with KVM or emulation.
 *
 * <p>A server is a domain whose UUID follows from the operation id, so libvirt itself refuses a second one. Whose it is stands in its
 * metadata. What a step has to do next is read off the domain, not remembered. Everything of libvirt's own ends in {@link Host}.
 */
@NullMarked
package cloud.dispatcher.executor.libvirt;

import org.jspecify.annotations.NullMarked;
