package cloud.dispatcher.control.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Shows the wanted entries, each with all of its lines; of those that are there to begin with, the last few. */
final class Screen {
    private final Wanted wanted;
    private final Look look;
    private final PrintStream out;
    private final int most;
    private final Deque<String> held = new ArrayDeque<>();
    private boolean isShown;
    private boolean isLive;

    /** What the output can show. */
    enum Look {
        PLAIN,
        HIGHLIGHTED
    }

    /** @param most how many lines of before are shown */
    Screen(Wanted wanted, Look look, PrintStream out, int most) {
        this.wanted = wanted;
        this.look = look;
        this.out = out;
        this.most = most;
    }

    void line(String line) {
        var head = Head.of(line);
        if (head.isPresent()) {
            isShown = wanted.takes(head.get());
        }
        if (!isShown) {
            return;
        }
        var text = look == Look.PLAIN ? line : head.map(Head::highlighted).orElse(line);
        if (isLive) {
            print(text);
            return;
        }
        held.add(text);
        if (held.size() > most) {
            held.remove();
        }
    }

    /** What was there to begin with is over: it is shown, and from now on every line at once. */
    void live() {
        held.forEach(this::print);
        held.clear();
        isLive = true;
    }

    private void print(String text) {
        out.writeBytes((text + "\n").getBytes(UTF_8));
    }
}
