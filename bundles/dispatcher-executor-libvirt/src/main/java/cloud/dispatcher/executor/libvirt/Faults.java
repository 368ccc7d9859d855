package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.spi.CloudError;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Outcome.Failed;
import java.util.Objects;
import org.libvirt.Error.ErrorDomain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Turns what libvirt says into a fault; its words stay as they are. */
final class Faults {
    private Faults() {}

    /** A question that libvirt did not answer: it cannot have changed anything. */
    static CloudException asking(LibvirtException e) {
        return new CloudException(new Failed(fault(e), Effect.NONE, said(e), null));
    }

    /** A change that libvirt refused, or of which nobody knows what became of it. */
    static CloudException changing(LibvirtException e) {
        var fault = fault(e);
        var effect = switch (fault) {
            case INVALID, AUTHENTICATION, AUTHORIZATION, NOT_FOUND, CONFLICT, QUOTA, CAPACITY -> Effect.NONE;
            case THROTTLING, COMMUNICATION, TIMEOUT, INTERNAL -> Effect.POSSIBLE;
        };
        return new CloudException(new Failed(fault, effect, said(e), null));
    }

    /** What libvirt was not even asked for, because it cannot be. */
    static CloudException invalid(String why) {
        return refused(Fault.INVALID, why);
    }

    /** What was not done, in our own words. */
    static CloudException refused(Fault fault, String why) {
        return new CloudException(new Failed(fault, Effect.NONE, CloudError.of(why), null));
    }

    private static CloudError said(LibvirtException e) {
        var text = Objects.requireNonNullElse(e.getMessage(), "");
        return new CloudError(text.isBlank() ? "libvirt gave no reason" : text.strip(), code(e).name(), null);
    }

    private static Fault fault(LibvirtException e) {
        var error = e.getError();
        var text = Objects.requireNonNullElse(e.getMessage(), "");
        // A lost or refused connection comes under many codes, but always from these two parts of libvirt.
        var transport = error != null
                && (error.getDomain() == ErrorDomain.VIR_FROM_RPC || error.getDomain() == ErrorDomain.VIR_FROM_REMOTE);
        return switch (code(e)) {
            case VIR_ERR_NO_DOMAIN,
                    VIR_ERR_INVALID_DOMAIN,
                    VIR_ERR_NO_NETWORK,
                    VIR_ERR_NO_STORAGE_POOL,
                    VIR_ERR_NO_STORAGE_VOL -> Fault.NOT_FOUND;
            case VIR_ERR_DOM_EXIST, VIR_ERR_STORAGE_VOL_EXIST, VIR_ERR_OPERATION_INVALID, VIR_ERR_RESOURCE_BUSY ->
                Fault.CONFLICT;
            case VIR_ERR_AUTH_FAILED, VIR_ERR_AUTH_CANCELLED, VIR_ERR_AUTH_UNAVAILABLE -> Fault.AUTHENTICATION;
            case VIR_ERR_ACCESS_DENIED, VIR_ERR_OPERATION_DENIED -> Fault.AUTHORIZATION;
            case VIR_ERR_NO_MEMORY -> Fault.CAPACITY;
            case VIR_ERR_OPERATION_TIMEOUT -> Fault.TIMEOUT;
            case VIR_ERR_NO_CONNECT,
                    VIR_ERR_INVALID_CONN,
                    VIR_ERR_RPC,
                    VIR_ERR_GNUTLS_ERROR,
                    VIR_ERR_SSH,
                    VIR_ERR_LIBSSH,
                    VIR_ERR_UNKNOWN_HOST -> Fault.COMMUNICATION;
            case VIR_ERR_XML_ERROR,
                    VIR_ERR_XML_DETAIL,
                    VIR_ERR_XML_INVALID_SCHEMA,
                    VIR_ERR_INVALID_ARG,
                    VIR_ERR_CONFIG_UNSUPPORTED,
                    VIR_ERR_ARGUMENT_UNSUPPORTED,
                    VIR_ERR_OPERATION_UNSUPPORTED,
                    VIR_ERR_NO_SUPPORT -> transport ? Fault.COMMUNICATION : Fault.INVALID;
            default -> transport ? Fault.COMMUNICATION : byWords(text);
        };
    }

    /** QEMU's own troubles come as one code; only its words tell them apart. */
    private static Fault byWords(String text) {
        if (text.contains("Cannot allocate memory") || text.contains("No space left on device")) {
            return Fault.CAPACITY;
        }
        if (text.contains("No such file or directory") || text.contains("could not open kernel file")) {
            return Fault.INVALID;
        }
        return Fault.INTERNAL;
    }

    private static ErrorNumber code(LibvirtException e) {
        var error = e.getError();
        var code = error == null ? null : error.getCode();
        return code == null ? ErrorNumber.VIR_ERR_UNKNOWN : code;
    }
}
