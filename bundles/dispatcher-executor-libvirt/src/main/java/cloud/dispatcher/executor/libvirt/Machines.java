package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.CloudException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.Domain;
import org.libvirt.DomainInfo.DomainState;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The domains of one libvirt, in our words. */
final class Machines {
    private static final Logger LOG = LoggerFactory.getLogger(Machines.class);

    // Else libvirt refuses to forget a domain that has any.
    private static final int UNDEFINE_ALL = Domain.UndefineFlags.MANAGED_SAVE | Domain.UndefineFlags.SNAPSHOTS_METADATA;

    private final Link link;

    Machines(Link link) {
        this.link = link;
    }

    /** The UUID of every domain, whoever's it is. */
    List<UUID> all() throws CloudException {
        return link.ask(connect -> {
            var uuids = new ArrayList<UUID>();
            for (var domain : connect.listAllDomains(0)) {
                uuids.add(UUID.fromString(domain.getUUIDString()));
            }
            return uuids;
        });
    }

    /** The domain as it is now. One that goes away meanwhile counts as absent. */
    Optional<Machine> find(UUID uuid) throws CloudException {
        return link.ask(connect -> {
            try {
                var domain = connect.domainLookupByUUID(uuid);
                return domain == null ? Optional.empty() : Optional.of(describe(uuid, domain));
            } catch (LibvirtException e) {
                if (e.getError() != null && e.getError().getCode() == ErrorNumber.VIR_ERR_NO_DOMAIN) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static Machine describe(UUID uuid, Domain domain) throws LibvirtException {
        var xml = DomainXml.parse(domain.getXMLDesc(0));
        var info = domain.getInfo();
        var state = state(info.state);
        var on = state == ServerState.RUNNING || state == ServerState.PAUSED;
        return new Machine(
                uuid,
                domain.getName(),
                xml.type(),
                xml.tag(),
                state,
                info.nrVirtCpu,
                info.maxMem / 1024,
                on ? whileOn(domain, List.of(), () -> addresses(domain)) : List.of(),
                on && whileOn(domain, false, () -> heard(domain, xml)));
    }

    private static List<String> addresses(Domain domain) throws LibvirtException {
        return domain
                .interfaceAddresses(Domain.InterfaceAddressesSource.VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE, 0)
                .stream()
                .flatMap(nic -> nic.addrs.stream())
                .map(lease -> lease.address)
                .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                .distinct()
                .toList();
    }

    private static boolean heard(Domain domain, DomainXml xml) throws LibvirtException {
        return xml.tap() == null || domain.interfaceStats(xml.tap()).tx_packets > 0;
    }

    /** A call that may come too late: where the domain has gone off meanwhile, that it failed means nothing. */
    private static <T> T whileOn(Domain domain, T otherwise, Question<T> question) throws LibvirtException {
        try {
            return question.ask();
        } catch (LibvirtException e) {
            if (domain.isActive() == 0) {
                return otherwise;
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws LibvirtException;
    }

    private static ServerState state(DomainState state) {
        return switch (state) {
            case VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED -> ServerState.RUNNING;
            case VIR_DOMAIN_PAUSED, VIR_DOMAIN_PMSUSPENDED -> ServerState.PAUSED;
            case VIR_DOMAIN_SHUTDOWN -> ServerState.STOPPING;
            case VIR_DOMAIN_SHUTOFF -> ServerState.STOPPED;
            case VIR_DOMAIN_CRASHED -> ServerState.ERROR;
            case VIR_DOMAIN_NOSTATE -> ServerState.UNKNOWN;
        };
    }

    /** Makes the domain, which then is off. The same XML again changes nothing; another name for its UUID is refused. */
    void define(String xml) throws CloudException {
        LOG.trace("To libvirt: {}", xml);
        link.change(connect -> connect.domainDefineXML(xml));
    }

    /** Starts a domain that vanishes when it stops, and with this connection. */
    void createTransient(String xml) throws CloudException {
        link.change(connect -> connect.domainCreateXML(xml, Domain.CreateFlags.AUTODESTROY));
    }

    /** On return it runs, whoever started it: a call of an earlier attempt may have come first. */
    void start(UUID uuid) throws CloudException {
        link.change(connect -> {
            var domain = connect.domainLookupByUUID(uuid);
            try {
                return domain.create();
            } catch (LibvirtException e) {
                if (domain.isActive() == 1) {
                    return 0;
                }
                throw e;
            }
        });
    }

    /** Presses the power button; what the guest makes of it is up to it. */
    void pressPowerButton(UUID uuid) throws CloudException {
        link.change(connect -> {
            var domain = connect.domainLookupByUUID(uuid);
            return whileOn(domain, uuid, () -> {
                domain.shutdown();
                return uuid;
            });
        });
    }

    /** On return it is off, whoever did it. */
    void powerOff(UUID uuid) throws CloudException {
        link.change(connect -> {
            var domain = connect.domainLookupByUUID(uuid);
            return whileOn(domain, uuid, () -> {
                domain.destroy();
                return uuid;
            });
        });
    }

    void reset(UUID uuid) throws CloudException {
        link.change(connect -> {
            connect.domainLookupByUUID(uuid).reset();
            return uuid;
        });
    }

    void pause(UUID uuid) throws CloudException {
        link.change(connect -> {
            connect.domainLookupByUUID(uuid).suspend();
            return uuid;
        });
    }

    void resume(UUID uuid) throws CloudException {
        link.change(connect -> {
            connect.domainLookupByUUID(uuid).resume();
            return uuid;
        });
    }

    /** Forgets a domain that is off, and with it what it saved. */
    void undefine(UUID uuid) throws CloudException {
        link.change(connect -> {
            connect.domainLookupByUUID(uuid).undefine(UNDEFINE_ALL);
            return uuid;
        });
    }
}
