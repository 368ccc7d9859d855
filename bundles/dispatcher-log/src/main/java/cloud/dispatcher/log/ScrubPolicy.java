package cloud.dispatcher.log;

import java.util.function.UnaryOperator;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.rewrite.RewritePolicy;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;

/** Makes an event fit to be read: without secrets, and no longer than a line may be. Policy of Log4j's appender Rewrite. */
@Plugin(name = "Scrub", category = Core.CATEGORY_NAME, elementType = "rewritePolicy")
public final class ScrubPolicy implements RewritePolicy {
    /** More than that is not even searched: it is cut before, so that a huge text takes no time. */
    private static final int SEARCHED = 65_536;

    private final UnaryOperator<String> clean;

    private ScrubPolicy(int characters) {
        this.clean = text -> cut(Scrubber.scrub(cut(text, SEARCHED)), characters);
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

    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most) + "… (" + (text.length() - most) + " characters more)";
    }
}
