package cloud.dispatcher.executor.libvirt;

/**
 * One volume of a storage pool.
 *
 * @param key libvirt's own name of it; for a file its path
 */
record Disk(String name, String key, String path) {}
