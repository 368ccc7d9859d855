package cloud.dispatcher.pinger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Says who is to be asked now. Everybody has a place on a dial, and a hand goes round it once in an interval and asks those that it
 * passes: nobody is ever rescheduled, another interval only changes the hand's pace, and after a pause the hand goes on from where it was.
 * The places follow the golden ratio, so that any number of them is spread evenly. For one thread.
 */
final class Schedule<T> {
    /** The hand's longest leap, so that a pause is not followed by a burst. */
    private static final Duration LEAP = Duration.ofMillis(500);

    private static final int EARLY_AT_ONCE = 100;
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final double ROUND = 0x1p63;

    private final TreeMap<Long, T> dial = new TreeMap<>();
    private final PriorityQueue<Early<T>> early = new PriorityQueue<>(Comparator.comparingLong(Early::at));
    private final Map<T, Long> earlyAt = new HashMap<>();
    private final long began;
    private long turn;
    private long hand;
    private long lastAt;

    private record Early<T>(long at, T who) {}

    /** @param now {@link System#nanoTime()}, as everywhere here */
    Schedule(long now) {
        this.began = now;
        this.lastAt = now;
    }

    /** Gives a place on the dial to what {@code make} makes of it. */
    T join(LongFunction<T> make) {
        var place = (++turn * GOLDEN) >>> 1;
        var who = make.apply(place);
        dial.put(place, who);
        return who;
    }

    void leave(long place) {
        dial.remove(place);
    }

    /** Asks for one probe out of turn, if none is asked for yet. When very many do so, they wait for each other. */
    void early(T who, long at) {
        if (earlyAt.putIfAbsent(who, at - began) == null) {
            early.add(new Early<>(at - began, who));
        }
    }

    /** Those to ask now; somebody may be named twice. */
    List<T> due(long now, Duration every) {
        var due = new ArrayList<T>();
        for (var next = early.peek();
                next != null && next.at() <= now - began && due.size() < EARLY_AT_ONCE;
                next = early.peek()) {
            var who = early.remove().who();
            earlyAt.remove(who);
            due.add(who);
        }
        var passed = Math.min(now - lastAt, LEAP.toNanos());
        lastAt = now;
        var from = hand;
        var way = (long) Math.min(ROUND - 1, ROUND * passed / every.toNanos());
        hand = (from + way) & Long.MAX_VALUE;
        if (from <= hand) {
            due.addAll(dial.subMap(from, false, hand, true).values());
        } else {
            due.addAll(dial.tailMap(from, false).values());
            due.addAll(dial.headMap(hand, true).values());
        }
        return due;
    }

    /** How long somebody still waits for a turn, early or not, unless others come first. */
    Duration wait(T who, long place, long now, Duration every) {
        var way = (place - hand) & Long.MAX_VALUE;
        var byTurn = (long) (way / ROUND * every.toNanos()) - (now - lastAt);
        var soon = earlyAt.get(who);
        var nanos = soon == null ? byTurn : Math.min(byTurn, soon - (now - began));
        return Duration.ofNanos(Math.max(0, nanos));
    }
}
