package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.OperationId;

/**
 * What a domain's metadata says of whose it is.
 *
 * @param installation the dispatcher that made it: several may share one libvirt
 * @param account the account it was made for: several may name one libvirt
 */
record Tag(String installation, String account, OperationId operation) {
    static final String NAMESPACE = "https://dispatcher.cloud/libvirt/1";
}
