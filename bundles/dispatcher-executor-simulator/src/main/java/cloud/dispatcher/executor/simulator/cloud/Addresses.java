package cloud.dispatcher.executor.simulator.cloud;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Gives every server an own address of 127.64.0.0/10, and none again soon after it was given back. Where it begins follows from the
 * installation, so that two installations on one machine do not meet.
 */
final class Addresses {
    private static final int FIRST = (127 << 24) + (64 << 16);
    private static final int COUNT = 1 << 22;

    private final Set<Integer> used = new HashSet<>();
    private final int start;

    /** How far behind the start it is; so are all numbers here. */
    private int next;

    /** @param installation what tells this installation from others on the machine */
    Addresses(String installation) {
        var seed = new SplittableRandom(installation.hashCode());
        // At the beginning of a /24, for people's sake.
        start = seed.nextInt(COUNT >> 8) << 8;
    }

    /** One that nobody has, neither .0 nor .255; throws when every one is taken. */
    synchronized String take() {
        for (int tried = 0; tried < COUNT; tried++) {
            next = (next + 1) % COUNT;
            var last = next & 0xFF; // the start ends in .0
            if (last != 0 && last != 255 && used.add(next)) {
                return text(next);
            }
        }
        throw new IllegalStateException("every address of 127.64.0.0/10 is taken");
    }

    /** Somebody has it already, as the truth tells. */
    synchronized void isTaken(String address) {
        var number = number(address);
        used.add(number);
        next = Math.max(next, number);
    }

    synchronized void giveBack(String address) {
        used.remove(number(address));
    }

    private String text(int number) {
        var address = FIRST + (start + number) % COUNT;
        return "%d.%d.%d.%d".formatted(address >>> 24, address >>> 16 & 0xFF, address >>> 8 & 0xFF, address & 0xFF);
    }

    private int number(String address) {
        var number = 0;
        for (var part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return Math.floorMod(number - FIRST - start, COUNT);
    }
}
