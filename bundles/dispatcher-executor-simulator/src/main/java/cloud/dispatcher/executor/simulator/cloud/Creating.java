package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Idempotency;
import java.time.Duration;
import java.time.Instant;

/** How things come to be in one account. */
final class Creating {
    private final Holdings holdings;
    private final Stock stock;
    private final Addresses addresses;

    Creating(Holdings holdings, Addresses addresses) {
        this.holdings = holdings;
        this.stock = holdings.stock();
        this.addresses = addresses;
    }

    /** Makes a thing, or does with a token or name that was used what the account's class of idempotency says. */
    Thing create(Creation order, Profile profile, Instant now) {
        holdings.wanted(order, now);
        checkCatalog(order, profile);
        if (profile.idempotency().kind() == Idempotency.Kind.TOKEN) {
            var first = stock.madeBy(order.kind(), order.unique(), now);
            if (first != null) {
                return same(order, first);
            }
        }
        if (profile.idempotency().kind() == Idempotency.Kind.UNIQUE_NAME
                && !stock.byUnique(order.kind(), order.unique()).isEmpty()) {
            throw new RefusedException(Code.NAME_TAKEN, "The name '" + order.unique() + "' is already in use");
        }
        if (order.kind() == ResourceKind.SERVER) {
            checkRoom(profile);
        }
        var isWatched = order.kind() == ResourceKind.SERVER && stock.listening() < profile.listeners();
        return make(order, isWatched ? profile.port() : 0, profile.lateListing(), profile.bootTime(), now);
    }

    private static void checkCatalog(Creation order, Profile profile) {
        if (order.kind() != ResourceKind.SERVER) {
            return;
        }
        if (order.image() == null || !profile.images().contains(order.image())) {
            throw new RefusedException(Code.UNKNOWN_IMAGE, "The image id '[" + order.image() + "]' does not exist");
        }
        if (order.size() == null || !profile.sizes().contains(order.size())) {
            throw new RefusedException(Code.UNKNOWN_SIZE, "Invalid value '" + order.size() + "' for InstanceType.");
        }
    }

    private static Thing same(Creation order, Thing first) {
        if (!order.equals(first.order())) {
            throw new RefusedException(
                    Code.OTHER_REQUEST,
                    "The client token '" + order.unique() + "' was used before, for a request with other parameters");
        }
        return first;
    }

    private void checkRoom(Profile profile) {
        if (stock.servers() >= profile.quota()) {
            throw new RefusedException(
                    Code.QUOTA,
                    "You have requested more instances (" + (stock.servers() + 1)
                            + ") than your current instance limit of " + profile.quota() + " allows");
        }
        if (stock.servers() >= profile.capacity()) {
            throw new RefusedException(
                    Code.CAPACITY, "We currently do not have sufficient capacity for the instance type you requested");
        }
    }

    /** Makes another thing with the tags of the first, as a person can who clones it. */
    Thing makeDouble(String id, Instant now) {
        var first = holdings.get(id);
        return make(first.order(), first.port(), Duration.ZERO, Duration.ZERO, now);
    }

    private Thing make(Creation order, int port, Duration lateListing, Duration bootTime, Instant now) {
        var isServer = order.kind() == ResourceKind.SERVER;
        var thing = new Thing(
                Ids.of(order.kind(), stock.made() + 1),
                order,
                isServer ? addresses.take() : null,
                port,
                now,
                now.plus(lateListing),
                isServer ? ServerState.PENDING : ServerState.RUNNING,
                now,
                isServer ? now.plus(bootTime) : null,
                null);
        return holdings.add(thing, now);
    }
}
