package cloud.dispatcher.executor.simulator.cloud;

import java.util.HashSet;
import java.util.Set;

/** Gives every server of the machine an own address of 127.64.0.0/10, and none again soon after it was given back. */
final class Addresses {
    private static final int FIRST = (127 << 24) + (64 << 16);
    private static final int COUNT = 1 << 22;

    private final Set<Integer> used = new HashSet<>();
    private int next;

    /** One that nobody has, neither .0 nor .255; throws when every one is taken. */
    synchronized String take() {
        for (int tried = 0; tried < COUNT; tried++) {
            next = (next + 1) % COUNT;
            var last = next & 0xFF;
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

    private static String text(int number) {
        var address = FIRST + number;
        return "%d.%d.%d.%d".formatted(address >>> 24, address >>> 16 & 0xFF, address >>> 8 & 0xFF, address & 0xFF);
    }

    private static int number(String address) {
        var number = 0;
        for (var part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number - FIRST;
    }
}
