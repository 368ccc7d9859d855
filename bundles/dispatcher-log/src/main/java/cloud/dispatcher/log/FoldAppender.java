package cloud.dispatcher.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.AppenderControl;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;

/** Stands before other appenders and folds repeated lines: "… 4,312 times in 60 s: the line". */
@Plugin(name = "Fold", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class FoldAppender extends AbstractAppender {
    private static final long EACH_MILLIS = 1_000;

    private final Repeats repeats;
    private final long windowSeconds;
    private final AppenderRef[] refs;
    private final Configuration configuration;
    private final List<AppenderControl> behind = new ArrayList<>();
    private @Nullable ScheduledFuture<?> teller;

    private FoldAppender(String name, Repeats.Limits limits, AppenderRef[] refs, Configuration configuration) {
        super(name, null, null, true, Property.EMPTY_ARRAY);
        this.repeats = new Repeats(limits);
        this.windowSeconds = limits.window().toSeconds();
        this.refs = refs;
        this.configuration = configuration;
    }

    /**
     * @param burst how often the same line passes in a window
     * @param window seconds
     * @param lines how many different lines are kept in mind
     */
    @PluginFactory
    public static FoldAppender create(
            @PluginAttribute("name") String name,
            @PluginAttribute(value = "burst", defaultInt = 5) int burst,
            @PluginAttribute(value = "window", defaultInt = 60) int window,
            @PluginAttribute(value = "lines", defaultInt = 2_000) int lines,
            @PluginElement("AppenderRef") AppenderRef[] refs,
            @PluginConfiguration Configuration configuration) {
        configuration.getScheduler().incrementScheduledItems();
        var limits =
                new Repeats.Limits(Math.max(1, burst), Duration.ofSeconds(Math.max(1, window)), Math.max(1, lines));
        return new FoldAppender(name, limits, refs, configuration);
    }

    @Override
    public void start() {
        for (var ref : refs) {
            var appender = configuration.<Appender>getAppender(ref.getRef());
            if (appender == null) {
                LOGGER.error("There is no appender {}; {} leaves it out.", ref.getRef(), getName());
            } else {
                behind.add(new AppenderControl(appender, ref.getLevel(), ref.getFilter()));
            }
        }
        teller = configuration
                .getScheduler()
                .scheduleWithFixedDelay(
                        () -> tell(repeats.over(System.nanoTime())), EACH_MILLIS, EACH_MILLIS, TimeUnit.MILLISECONDS);
        super.start();
    }

    @Override
    public boolean stop(long timeout, TimeUnit unit) {
        setStopping();
        if (teller != null) {
            teller.cancel(false);
        }
        tell(repeats.all(System.nanoTime()));
        return super.stop(timeout, unit);
    }

    @Override
    public void append(LogEvent event) {
        if (repeats.pass(event, System.nanoTime())) {
            pass(event);
        }
    }

    private void tell(List<Repeats.Held> held) {
        for (var line : held) {
            pass(summary(line, windowSeconds));
        }
    }

    private static LogEvent summary(Repeats.Held held, long seconds) {
        var text = String.format(
                Locale.ROOT,
                "… %,d times in %d s: %s",
                held.times(),
                seconds,
                held.event().getMessage().getFormattedMessage());
        return new Log4jLogEvent.Builder(held.event())
                .setMessage(new SimpleMessage(text))
                .setThrown(null)
                .setTimeMillis(System.currentTimeMillis())
                .build();
    }

    private void pass(LogEvent event) {
        for (var appender : behind) {
            if (appender.getAppender().isStarted()) { // at the end they stop in any order
                appender.callAppender(event);
            }
        }
    }
}
