package cloud.dispatcher.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Knows before a start what would keep a {@link Stage} from opening. Unlike a stage it is there also while the dispatcher is stopped. */
@ConsumerType
public interface Preflight {

    /**
     * Looks, and changes nothing. That it finds nothing is no promise: the stage itself may still refuse.
     *
     * @throws StartException with the reason, for people
     */
    void check() throws StartException;
}
