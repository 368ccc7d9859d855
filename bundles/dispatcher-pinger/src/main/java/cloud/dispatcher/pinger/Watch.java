package cloud.dispatcher.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.pinger.probe.Answer;
import cloud.dispatcher.pinger.probe.Answered;
import cloud.dispatcher.pinger.probe.Ask;
import cloud.dispatcher.pinger.probe.Probers;
import cloud.dispatcher.state.Targets.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the opinion on every server: at each tick it takes in what was read and answered, and asks those whose turn it is. For one
 * thread, but for {@link #watched}. Nothing here waits for a server or for the store.
 */
final class Watch {
    /** The pause between two probes of a server whose first verdict is awaited. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** A prober that is silent for so long beyond the timeout has lost the probe. */
    private static final Duration LOST = Duration.ofSeconds(30);

    private static final Answer LOST_PROBE = new Answer.Unable("the pinger cannot ask: its probes get lost");

    /** So many records of last-seen a second at most: the store has other work, too. */
    private static final int RECORDS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Probers probers;
    private final Queue<Answered> answers;
    private final Roster roster;
    private final Recorder recorder;
    private final Supplier<Settings> settings;
    private final Clock clock;
    private final Map<ServerId, Watched> servers = new HashMap<>();
    private final Schedule<Watched> schedule;
    private final Gaps gaps;
    private long number;
    private long persistedAt;
    private final Tally tally = new Tally();

    /**
     * @param answers where the probers put their answers, from their threads
     * @param clock gives the time of day for what is recorded
     * @param now {@link System#nanoTime()}, as everywhere here
     */
    Watch(
            Probers probers,
            Queue<Answered> answers,
            Roster roster,
            Recorder recorder,
            Supplier<Settings> settings,
            Clock clock,
            long now) {
        this.probers = probers;
        this.answers = answers;
        this.roster = roster;
        this.recorder = recorder;
        this.settings = settings;
        this.clock = clock;
        this.schedule = new Schedule<>(now);
        this.gaps = new Gaps(now, clock.instant());
        this.persistedAt = now;
    }

    /** The servers by verdict. */
    Tally tally() {
        return tally;
    }

    /** Every server as it is seen now, in no order. On any thread; a tick waits meanwhile. */
    synchronized List<Pinger.Watched> watched(long now) {
        var today = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var every = settings.get().every();
        return servers.values().stream()
                .map(server -> server.seen(schedule, now, today, every))
                .toList();
    }

    synchronized void tick(long now) {
        var today = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (gaps.endsWith(now, today)) {
            servers.values().forEach(server -> think(server, Judge.afterGap(server.opinion, today)));
        }
        var fresh = roster.takeFresh();
        if (fresh != null) {
            read(fresh, now, today);
        }
        judge(now, today);
        ask(now);
        persist(now);
        recorder.nudge(now);
        roster.nudge(now);
    }

    private void read(List<Target> fresh, long now, Instant today) {
        var present = new HashSet<ServerId>();
        for (var target : fresh) {
            present.add(target.server());
            var known = servers.get(target.server());
            if (known == null) {
                join(target, now, today);
            } else {
                update(known, target, now, today);
            }
        }
        servers.values().removeIf(server -> {
            var isGone = !present.contains(server.target.server());
            if (isGone) {
                schedule.leave(server.place);
                tally.remove(server.opinion.verdict());
            }
            return isGone;
        });
    }

    private void join(Target target, long now, Instant today) {
        var opinion = Judge.restored(target.last(), today, settings.get().rules());
        var server = schedule.join(place -> new Watched(place, target, opinion));
        server.address = Literal.parse(target.address());
        servers.put(target.server(), server);
        tally.add(opinion.verdict());
        settle(server, today);
        if (server.opinion.isUrgent(today)) {
            schedule.early(server, now);
        }
    }

    private void update(Watched server, Target target, long now, Instant today) {
        var before = server.target;
        var wasAsked = server.isAsked();
        server.target = target;
        if (before.version() != target.version()) {
            think(server, Judge.changed(server.opinion, target.last(), today));
        }
        if (isNews(server.opinion.heartbeat(), target.last()) || isNews(server.told, target.last())) {
            server.told = target.last();
        }
        var isElsewhere =
                !before.address().equals(target.address()) || !before.probe().equals(target.probe());
        if (isElsewhere) {
            server.address = Literal.parse(target.address());
            server.asked = null;
        }
        if (server.isAsked() && (isElsewhere || !wasAsked)) {
            server.asked = null;
            think(server, Judge.begun(server.opinion, today, settings.get().rules()));
            schedule.early(server, now);
        }
        settle(server, today);
    }

    /** What needs no probe to be judged. Anything that differs from what is stored is handed on, also after the store has dropped it. */
    private void settle(Watched server, Instant today) {
        var target = server.target;
        if (!server.isAsked()) {
            server.asked = null;
        }
        if (!target.state().isJudged()) {
            think(server, Judge.resting(server.opinion, target.state(), today));
        } else if (target.probe().method() == Probe.Method.NONE) {
            var why = target.probe().why();
            think(server, Judge.unwatched(server.opinion, why == null ? "it has no probe" : why, today));
        } else if (server.address == null) {
            think(server, Judge.unwatched(server.opinion, target.address() + " is not an address", today));
        }
        tellNews(server);
    }

    private void judge(long now, Instant today) {
        // An answer from after this tick began waits for the next: only that one knows whether there was a gap before
        // it.
        for (var next = answers.peek(); next != null && next.at() - now <= 0; next = answers.peek()) {
            judge(answers.remove(), now, today);
        }
    }

    private void judge(Answered answered, long now, Instant today) {
        var ask = answered.ask();
        var server = servers.get(ask.server());
        if (server == null || server.asked == null || server.asked.number() != ask.number()) {
            return;
        }
        server.asked = null;
        var isSeen = answered.answer() instanceof Answer.Seen;
        if (isSeen || gaps.isEvidence(ask.askedAt())) {
            var ago = Duration.ofNanos(now - (isSeen ? answered.at() : ask.askedAt()));
            var at = today.minusMillis(ago.toMillis());
            think(
                    server,
                    Judge.after(
                            server.opinion,
                            answered.answer(),
                            at,
                            settings.get().rules()));
            LOG.trace("{}: {} → {}", server.target.name(), answered.answer(), server.opinion);
        }
        if (server.opinion.isUrgent(today)) {
            schedule.early(
                    server,
                    now + Math.min(SOON.toNanos(), settings.get().every().toNanos()));
        }
        tellNews(server);
    }

    private void ask(long now) {
        var byTcp = new ArrayList<Ask>();
        var byIcmp = new ArrayList<Ask>();
        var current = settings.get();
        for (var server : schedule.due(now, current.every())) {
            var address = server.address;
            if (address == null || !server.isAsked() || isUnderWay(server, now)) {
                continue;
            }
            if (server.asked != null
                    && gaps.isEvidence(
                            server.asked.askedAt())) { // its prober has lost it: nothing is known of the server
                lost(server);
            }
            var probe = server.target.probe();
            var ask = new Ask(server.target.server(), ++number, address, probe.port(), current.timeout(), now);
            server.asked = ask;
            server.askedAt = now;
            (probe.method() == Probe.Method.TCP ? byTcp : byIcmp).add(ask);
        }
        if (!byTcp.isEmpty()) {
            probers.tcp().ask(byTcp);
        }
        if (!byIcmp.isEmpty()) {
            probers.icmp().ask(byIcmp);
        }
    }

    private void lost(Watched server) {
        var today = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        think(
                server,
                Judge.after(server.opinion, LOST_PROBE, today, settings.get().rules()));
        tellNews(server);
    }

    private static boolean isUnderWay(Watched server, long now) {
        var asked = server.asked;
        return asked != null
                && now - asked.askedAt() < asked.timeout().plus(LOST).toNanos();
    }

    private void persist(long now) {
        var pause = Math.max(
                settings.get().persistEvery().toNanos(),
                servers.size() * (Duration.ofSeconds(1).toNanos() / RECORDS));
        if (now - persistedAt < pause) {
            return;
        }
        persistedAt = now;
        for (var server : servers.values()) {
            if (!server.opinion.heartbeat().equals(server.told)) {
                tell(server);
            }
        }
    }

    private void tellNews(Watched server) {
        if (isNews(server.opinion.heartbeat(), server.told)) {
            tell(server);
        }
    }

    private static boolean isNews(Heartbeat now, Heartbeat before) {
        return now.verdict() != before.verdict() || !Objects.equals(now.why(), before.why());
    }

    private void tell(Watched server) {
        var heartbeat = server.opinion.heartbeat();
        recorder.offer(new Finding(server.target, server.told, heartbeat, server.opinion.run()));
        server.told = heartbeat;
    }

    private void think(Watched server, Opinion opinion) {
        tally.remove(server.opinion.verdict());
        tally.add(opinion.verdict());
        server.opinion = opinion;
    }
}
