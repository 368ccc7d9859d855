package cloud.dispatcher.pinger.probe;

/**
 * One probe with what it led to.
 *
 * @param at when that was known; {@link System#nanoTime()}
 */
public record Answered(Ask ask, long at, Answer answer) {}
