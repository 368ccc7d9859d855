package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.spi.CloudException;
import java.util.List;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disks of one libvirt, in our words. */
final class Volumes {
    private static final Logger LOG = LoggerFactory.getLogger(Volumes.class);

    private final Link link;

    Volumes(Link link) {
        this.link = link;
    }

    /** Every volume of the pool; none where there is no such pool. */
    List<String> names(String pool) throws CloudException {
        return link.ask(connect -> {
            try {
                return List.of(connect.storagePoolLookupByName(pool).listVolumes());
            } catch (LibvirtException e) {
                if (is(e, ErrorNumber.VIR_ERR_NO_STORAGE_POOL)) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    Optional<Disk> find(String pool, String name) throws CloudException {
        return link.ask(connect -> {
            try {
                var volume = volume(connect, pool, name);
                return Optional.of(
                        new Disk(name, volume.getKey(), volume.getPath(), VolumeXml.format(volume.getXMLDesc(0))));
            } catch (LibvirtException e) {
                if (is(e, ErrorNumber.VIR_ERR_NO_STORAGE_VOL) || is(e, ErrorNumber.VIR_ERR_NO_STORAGE_POOL)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Makes a volume; libvirt refuses a second of the same name. */
    void create(String pool, String xml) throws CloudException {
        LOG.trace("To libvirt, for pool {}: {}", pool, xml);
        link.change(connect -> connect.storagePoolLookupByName(pool).storageVolCreateXML(xml, 0));
    }

    void delete(String pool, String name) throws CloudException {
        link.change(connect -> {
            volume(connect, pool, name).delete(0);
            return name;
        });
    }

    private StorageVol volume(Connect connect, String pool, String name) throws LibvirtException {
        return connect.storagePoolLookupByName(pool).storageVolLookupByName(name);
    }

    private static boolean is(LibvirtException e, ErrorNumber code) {
        return e.getError() != null && e.getError().getCode() == code;
    }
}
