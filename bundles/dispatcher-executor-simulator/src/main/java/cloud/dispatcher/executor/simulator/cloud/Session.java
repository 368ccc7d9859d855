package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.executor.simulator.cloud.Call.Verb;
import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cloud as a client of one account meets it: every method is one call, and has all the troubles of one. Safe for any number of threads.
 *
 * <p>All methods throw {@link RefusedException} when the cloud refuses, and {@link AnswerLostException} when the call or its answer got
 * lost.
 */
public final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final SimulatedCloud cloud;
    private final String account;
    private final Region region;
    private final Profile profile;
    private final Chance chance;

    Session(SimulatedCloud cloud, String account, Region region, Profile profile, Chance chance) {
        this.cloud = cloud;
        this.account = account;
        this.region = region;
        this.profile = profile;
        this.chance = chance;
    }

    /** Creates a thing. With TOKEN the answer may be a thing of an earlier call, even one that is TERMINATED since. */
    public Answer<Thing> create(Creation order) {
        var call = call(Verb.CREATE, order.kind(), order.token(), null);
        return change(call, now -> region.create(order, profile, now));
    }

    public Answer<Thing> start(String id, String by) {
        return change(call(Verb.START, id), now -> region.start(id, by, profile, now));
    }

    public Answer<Thing> stop(String id, Force force, String by) {
        return change(call(Verb.STOP, id), now -> region.stop(id, by, force, profile, now));
    }

    /** Reboots a server, once for each {@code by}. */
    public Answer<Thing> reboot(String id, String by) {
        return change(call(Verb.REBOOT, id), now -> region.reboot(id, by, profile, now));
    }

    public Answer<Thing> pause(String id, String by) {
        return change(call(Verb.PAUSE, id), now -> region.pause(id, by, now));
    }

    public Answer<Thing> resume(String id, String by) {
        return change(call(Verb.RESUME, id), now -> region.resume(id, by, now));
    }

    /** Deletes a thing; the answer is TERMINATING, or TERMINATED when it is gone at once. */
    public Answer<Thing> delete(String id, String by) {
        return change(call(Verb.DELETE, id), now -> region.delete(id, by, profile.stopTime(), now));
    }

    /** The thing of an id. */
    public Answer<Thing> describe(String id) {
        return ask(call(Verb.DESCRIBE, id), now -> List.of(region.get(id))).only();
    }

    /** The things that carry a unique name and are visible. */
    public Answer<List<Thing>> find(ResourceKind kind, String unique, String token) {
        return ask(call(Verb.FIND, kind, token, null), now -> region.find(kind, unique, now))
                .all();
    }

    /** One page of what an installation has here and is visible, in the order of the ids. A full page may have another after it. */
    public Answer<List<Thing>> list(String installation, @Nullable String after) {
        return ask(call(Verb.LIST, null, null, null), now -> region.list(installation, after, profile.pageSize(), now))
                .all();
    }

    /** Asks whether the cloud answers, as a look at its catalog does; the catalog itself is in the profile. */
    public void touch() {
        ask(call(Verb.CATALOG, null, null, null), now -> List.of());
    }

    public Profile profile() {
        return profile;
    }

    private Call call(Verb verb, String id) {
        return call(verb, null, null, id);
    }

    private Call call(Verb verb, @Nullable ResourceKind kind, @Nullable String token, @Nullable String id) {
        return new Call(cloud.nextCall(), account, verb, kind, token, id);
    }

    private Answer<Thing> change(Call call, Deed deed) {
        return switch (fate(call)) {
            case GO_ON, SHOW_NOTHING -> arrive(deed);
            case EFFECT_THEN_LOSE_ANSWER -> {
                arriveUnheard(deed);
                throw new AnswerLostException(call);
            }
            case EFFECT_THEN_DIE -> {
                arriveUnheard(deed);
                throw new CallerDiedError(call);
            }
            case LOSE_ANSWER_AND_HOLD -> {
                hold(deed);
                throw new AnswerLostException(call);
            }
            case HOLD -> {
                hold(deed);
                throw new CallerDiedError(call);
            }
            case TWICE -> {
                arrive(deed);
                yield arrive(deed);
            }
            case CREATE_BROKEN -> {
                var made = arrive(deed);
                var isNew = made.shown().createdAt().equals(made.at());
                yield isNew && made.shown().kind() == ResourceKind.SERVER ? broken(made) : made;
            }
            case LOSE_BEFORE_EFFECT -> throw new AnswerLostException(call);
            case DIE_BEFORE_EFFECT -> throw new CallerDiedError(call);
            case THROTTLE -> throw throttled();
            case BREAK_DOWN -> throw brokenDown();
        };
    }

    private Answer<Thing> broken(Answer<Thing> made) {
        return new Answer<>(region.fail(made.shown().id(), null, made.at()), made.at());
    }

    private Shown ask(Call call, Function<Instant, List<Thing>> question) {
        return switch (fate(call)) {
            case GO_ON, CREATE_BROKEN -> show(question);
            case SHOW_NOTHING -> call.verb() == Verb.DESCRIBE ? show(question) : new Shown(List.of(), cloud.now());
            case TWICE -> show(question).twice();
            case LOSE_BEFORE_EFFECT, EFFECT_THEN_LOSE_ANSWER, LOSE_ANSWER_AND_HOLD ->
                throw new AnswerLostException(call);
            case DIE_BEFORE_EFFECT, EFFECT_THEN_DIE, HOLD -> throw new CallerDiedError(call);
            case THROTTLE -> throw throttled();
            case BREAK_DOWN -> throw brokenDown();
        };
    }

    private Fate fate(Call call) {
        var fate = cloud.faults().over(call);
        try {
            cloud.latency().pass(profile.latency());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnswerLostException(call);
        }
        var drawn = fate == Fate.GO_ON ? chance.of(call, profile, cloud.now()) : fate;
        LOG.trace("{} came to the simulated cloud; its fate: {}", call, drawn);
        return drawn;
    }

    private Answer<Thing> arrive(Deed deed) {
        var now = cloud.now();
        region.settle(now);
        return new Answer<>(deed.at(now), now);
    }

    private void arriveUnheard(Deed deed) {
        var now = cloud.now();
        region.settle(now);
        unheard(deed, now);
    }

    /** With a time for late effects it comes then, else when a test delivers it. */
    private void hold(Deed deed) {
        if (profile.lateEffect().isZero()) {
            cloud.hold(() -> arriveUnheard(deed));
        } else {
            var due = cloud.now().plus(profile.lateEffect());
            region.later(due, () -> unheard(deed, due));
        }
    }

    /** Nobody is there any more to be told of a refusal. */
    private static @Nullable Thing unheard(Deed deed, Instant now) {
        try {
            return deed.at(now);
        } catch (RefusedException e) {
            return null;
        }
    }

    private Shown show(Function<Instant, List<Thing>> question) {
        var now = cloud.now();
        region.settle(now);
        return new Shown(question.apply(now), now);
    }

    /** The effect of a call. */
    @FunctionalInterface
    private interface Deed {
        Thing at(Instant now);
    }

    /** What a question found. */
    private record Shown(List<Thing> things, Instant at) {
        Answer<List<Thing>> all() {
            return new Answer<>(things, at);
        }

        Answer<Thing> only() {
            return new Answer<>(things.get(0), at);
        }

        Shown twice() {
            var doubled = new ArrayList<>(things);
            doubled.addAll(things);
            return new Shown(List.copyOf(doubled), at);
        }
    }

    private static RefusedException throttled() {
        return new RefusedException(Code.THROTTLED, "Request limit exceeded.", Duration.ofSeconds(1));
    }

    private static RefusedException brokenDown() {
        return new RefusedException(Code.BROKEN_DOWN, "An internal error has occurred");
    }
}
