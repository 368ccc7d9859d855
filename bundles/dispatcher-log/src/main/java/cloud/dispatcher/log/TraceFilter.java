package cloud.dispatcher.log;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/** Lets every line pass, whatever the levels say, that is logged for somebody who is traced. Stands before all loggers. */
@Plugin(name = "Traced", category = Core.CATEGORY_NAME, elementType = Filter.ELEMENT_TYPE)
public final class TraceFilter extends AbstractFilter {
    private final Traces traces;
    private final Appenders appenders;

    private TraceFilter(Traces traces, Appenders appenders, Result onMatch, Result onMismatch) {
        super(onMatch, onMismatch);
        this.traces = traces;
        this.appenders = appenders;
    }

    /** The attributes are those that Log4j gives every filter, asked for or not. */
    @PluginFactory
    public static TraceFilter create(
            @PluginAttribute(value = "onMatch", defaultString = "ACCEPT") Result onMatch,
            @PluginAttribute(value = "onMismatch", defaultString = "NEUTRAL") Result onMismatch,
            @PluginConfiguration Configuration configuration) {
        return new TraceFilter(Traces.LASTING, new Appenders(configuration.getLoggerContext()), onMatch, onMismatch);
    }

    @Override
    public void start() {
        Beans.publish(Traces.NAME, traces);
        Beans.publish(Appenders.NAME, appenders);
        super.start();
    }

    @Override
    public Result filter(LogEvent event) {
        return result(event.getContextData()::getValue);
    }

    @Override
    public Result filter(
            Logger logger,
            Level level,
            @Nullable Marker marker,
            @Nullable Message message,
            @Nullable Throwable thrown) {
        return result(ThreadContext::get);
    }

    @Override
    public Result filter(
            Logger logger, Level level, @Nullable Marker marker, @Nullable Object message, @Nullable Throwable thrown) {
        return result(ThreadContext::get);
    }

    @Override
    public Result filter(
            Logger logger, Level level, @Nullable Marker marker, @Nullable String message, @Nullable Object... values) {
        return result(ThreadContext::get);
    }

    private Result result(Traces.Carried carried) {
        return traces.isTraced(carried) ? onMatch : onMismatch;
    }
}
