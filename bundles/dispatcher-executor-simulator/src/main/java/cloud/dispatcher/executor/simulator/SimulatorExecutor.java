package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.executor.simulator.cloud.AnswerLostException;
import cloud.dispatcher.executor.simulator.cloud.Profile;
import cloud.dispatcher.executor.simulator.cloud.RefusedException;
import cloud.dispatcher.executor.simulator.cloud.Session;
import cloud.dispatcher.executor.simulator.cloud.SimulatedCloud;
import cloud.dispatcher.executor.simulator.cloud.UnreadableTruthException;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.model.Catalog.Choice;
import cloud.dispatcher.model.Setting;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Description;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Listing;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Speaks to the simulated cloud. It keeps nothing. */
@Component(property = Executor.NAME + "=simulator")
@SatisfyingConditionTarget("(osgi.condition.id=dispatcher.running)")
public final class SimulatorExecutor implements Executor {
    private static final Description DESCRIPTION = new Description(
            "simulator",
            "Simulated cloud",
            Profile.SETTINGS,
            List.of(Setting.optional(
                    "secretKey", Setting.Type.TEXT, "This cloud lets everybody in, with whatever is given here", "")),
            EnumSet.allOf(ActionKind.class),
            Profile.of(Map.of()).idempotency());

    private final SimulatedCloud cloud;

    @Activate
    public SimulatorExecutor(@Reference SimulatedCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Description describe() {
        return DESCRIPTION;
    }

    /** As the account's settings say. With settings that are wrong no call is ever made. */
    @Override
    public Idempotency idempotency(Access access) {
        try {
            return cloud.profile(access.settings()).idempotency();
        } catch (IllegalArgumentException e) {
            return DESCRIPTION.idempotency();
        }
    }

    @Override
    public Optional<String> objection(Access access) {
        try {
            cloud.profile(access.settings());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    @Override
    public Outcome step(Order order) {
        try {
            var session = session(order.access());
            return order.task()
                    .<Step>match(
                            launch -> new Launching(session, order, launch.request()),
                            change -> new Changing(session, order, change),
                            remove -> new Removing(session, order, remove.thing()))
                    .take();
        } catch (RefusedException e) {
            return Failures.of(e);
        } catch (AnswerLostException e) {
            return Failures.of(e);
        } catch (UnreadableTruthException e) {
            return Failures.of(e);
        } catch (UncheckedIOException e) {
            return Failures.of(e);
        } catch (IllegalArgumentException e) {
            return Failures.ofSettings(e);
        }
    }

    @Override
    public Listing list(Access access, @Nullable String page) throws CloudException {
        return asking(() -> {
            var session = session(access);
            var things = session.list(access.installation(), page);
            var isFull = things.shown().size() >= session.profile().pageSize();
            return new Listing(
                    Sightings.of(things.shown(), session.profile()),
                    isFull ? things.shown().get(things.shown().size() - 1).id() : null);
        });
    }

    @Override
    public List<Sighting> look(Access access, LedgerLine resource) throws CloudException {
        return asking(() -> {
            var session = session(access);
            return Sightings.of(new Finding(session, access).all(resource), session.profile());
        });
    }

    @Override
    public Catalog catalog(Access access) throws CloudException {
        return asking(() -> {
            var session = session(access);
            session.touch();
            return new Catalog(
                    choices(session.profile().sizes()),
                    choices(session.profile().images()),
                    List.of(),
                    List.of(),
                    List.of());
        });
    }

    private static List<Choice> choices(List<String> names) {
        return names.stream().map(name -> new Choice(name, name)).toList();
    }

    private Session session(Access access) {
        return cloud.session(access.account().value(), access.settings());
    }

    private static <T> T asking(Question<T> question) throws CloudException {
        try {
            return question.ask();
        } catch (RefusedException e) {
            throw new CloudException(Failures.of(e));
        } catch (AnswerLostException e) {
            throw new CloudException(Failures.of(e));
        } catch (UnreadableTruthException e) {
            throw new CloudException(Failures.of(e));
        } catch (UncheckedIOException e) {
            throw new CloudException(Failures.of(e));
        } catch (IllegalArgumentException e) {
            throw new CloudException(Failures.ofSettings(e));
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask();
    }
}
