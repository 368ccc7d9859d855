package cloud.dispatcher.engine.work;

import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Description;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Listing;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import java.util.List;

/** An executor that never looks before it creates, whatever it is told of earlier attempts. */
record ForgetfulExecutor(Executor real) implements Executor {
    @Override
    public Outcome step(Order order) {
        return real.step(new Order(
                order.operation(),
                order.access(),
                order.task(),
                Order.Before.NOTHING,
                order.memory(),
                order.ledger(),
                order.limit()));
    }

    @Override
    public Description describe() {
        return real.describe();
    }

    @Override
    public Idempotency idempotency(Access access) {
        return real.idempotency(access);
    }

    @Override
    public Listing list(Access access, String page) throws cloud.dispatcher.spi.CloudException {
        return real.list(access, page);
    }

    @Override
    public List<Sighting> look(Access access, LedgerLine resource) throws cloud.dispatcher.spi.CloudException {
        return real.look(access, resource);
    }

    @Override
    public Catalog catalog(Access access) throws cloud.dispatcher.spi.CloudException {
        return real.catalog(access);
    }
}
