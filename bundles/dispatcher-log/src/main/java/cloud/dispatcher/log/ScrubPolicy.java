package cloud.dispatcher.log;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.rewrite.RewritePolicy;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;

/**
 * Makes an event safe to read: without secrets, on one line, without characters that steer a terminal or reorder text, and no longer than a
 * line may be. Policy of Log4j's appender Rewrite.
 */
@Plugin(name = "Scrub", category = Core.CATEGORY_NAME, elementType = "rewritePolicy")
public final class ScrubPolicy implements RewritePolicy {
    /** More than that is not even searched: it is cut before, so that a huge text takes no time. */
    private static final int SEARCHED = 65_536;

    /** Control characters (ESC and C1 among them), format characters (bidi among them) and line separators. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\t]]");

    private final UnaryOperator<String> clean;

    private ScrubPolicy(int characters) {
        this.clean = text -> visible(cut(Scrubber.scrub(cut(text, SEARCHED)), characters));
    }

    /** @param characters that a message, or one exception's, may have */
    @PluginFactory
    public static ScrubPolicy create(@PluginAttribute(value = "characters", defaultInt = 4_000) int characters) {
        return new ScrubPolicy(Math.min(Math.max(100, characters), SEARCHED / 2));
    }

    @Override
    public LogEvent rewrite(LogEvent event) {
        var text = event.getMessage().getFormattedMessage();
        var cleanText = clean.apply(text);
        var thrown = event.getThrown();
        var cleanThrown = thrown == null ? null : Scrubbed.of(thrown, clean);
        if (cleanText.equals(text) && cleanThrown == thrown) {
            return event;
        }
        return new Log4jLogEvent.Builder(event)
                .setMessage(new SimpleMessage(cleanText))
                .setThrown(cleanThrown)
                .build();
    }

    private static String visible(String text) {
        return STEERING.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(escaped(found.group().charAt(0))));
    }

    private static String escaped(char steering) {
        return switch (steering) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> String.format(Locale.ROOT, "\\u%04x", (int) steering);
        };
    }

    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most) + "… (" + (text.length() - most) + " characters more)";
    }
}
