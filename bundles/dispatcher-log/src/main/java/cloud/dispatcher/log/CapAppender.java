package cloud.dispatcher.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.rolling.FileSize;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the whole folder of the log under its cap: what Log4j's own files do not need is all that others may have. An appender only because
 * Log4j's configuration starts and stops those; no line goes through it.
 */
@Plugin(name = "Cap", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class CapAppender extends AbstractAppender {
    private static final long EACH_MILLIS = 2_000;
    private static final long MB = 1024 * 1024;

    /** What bin/dispatcher lets the two boot.log have (4 MB), and what may come between two looks or when the JVM crashes. */
    private static final long RESERVED = 12 * MB;

    private final Path path;
    private final long size;
    private final int others;
    private final Configuration configuration;
    private @Nullable ScheduledFuture<?> looks;
    private boolean tooLarge;
    private @Nullable String trouble;

    /** What is looked at. */
    interface Folder {
        LogFolder.Tidied tidy(Instant now) throws IOException;
    }

    private CapAppender(String name, Path path, long size, int others, Configuration configuration) {
        super(name, null, null, true, Property.EMPTY_ARRAY);
        this.path = path;
        this.size = size;
        this.others = others;
        this.configuration = configuration;
    }

    /**
     * @param folder of the log
     * @param size of all that is in it, such as 128MB
     * @param others how many files may lie there that Log4j does not write; the newest stay
     */
    @PluginFactory
    public static CapAppender create(
            @PluginAttribute("name") String name,
            @PluginAttribute("folder") String folder,
            @PluginAttribute(value = "size", defaultString = "128MB") String size,
            @PluginAttribute(value = "others", defaultInt = 20) int others,
            @PluginConfiguration Configuration configuration) {
        configuration.getScheduler().incrementScheduledItems();
        return new CapAppender(
                name, Path.of(folder), FileSize.parse(size, 128 * MB), Math.max(1, others), configuration);
    }

    @Override
    public void start() {
        var base = Path.of(System.getProperty("karaf.base", path.toString())); // without one nothing is inside
        var logs = LogFiles.of(configuration.getAppenders().values(), path);
        var folder = new LogFolder(path, base, logs, new LogFolder.Limits(size - RESERVED, others));
        tooLarge = logs.most() > size - RESERVED;
        keepFromOthers(folder);
        // No look before all appenders have started: it may have something to tell.
        looks = configuration
                .getScheduler()
                .scheduleWithFixedDelay(
                        () -> look(now -> tidy(folder, logs.most(), now)),
                        EACH_MILLIS,
                        EACH_MILLIS,
                        TimeUnit.MILLISECONDS);
        super.start();
    }

    /** bin/dispatcher does the same, but a Karaf of somebody's own is started without it. */
    private void keepFromOthers(LogFolder folder) {
        try {
            folder.keepFromOthers();
        } catch (IOException | RuntimeException e) {
            getStatusLogger().warn("{} stays open to others: {}", path, e.toString());
        }
    }

    @Override
    public boolean stop(long timeout, TimeUnit unit) {
        setStopping();
        if (looks != null) {
            looks.cancel(false);
        }
        return super.stop(timeout, unit);
    }

    @Override
    public void append(LogEvent event) {
        // nothing refers to it
    }

    /** Whatever comes of it, the next look follows: an exception would end the schedule, and nobody would know. */
    void look(Folder folder) {
        try {
            tell(folder.tidy(Instant.now()));
            trouble = null;
        } catch (IOException | RuntimeException e) {
            if (!e.toString().equals(trouble)) {
                trouble = e.toString();
                log().warn("{} cannot be kept under its cap: {}. Trying again every 2 s.", path, trouble, e);
            }
        }
    }

    private LogFolder.Tidied tidy(LogFolder folder, long most, Instant now) throws IOException {
        if (tooLarge) {
            tooLarge = false; // once is enough
            tellThatItCannotHold(most);
        }
        return folder.tidy(now);
    }

    private void tell(LogFolder.Tidied tidied) {
        for (var freed : tidied.freed()) {
            log().info("{}: there is no room for it beside the log, or {} newer files are there.", freed, others);
        }
        for (var failed : tidied.failed()) {
            log().warn(
                            "There is no room beside the log, and this cannot be removed: {}. Trying again every 2 s.",
                            failed);
        }
    }

    private void tellThatItCannotHold(long most) {
        log().error(
                        "The files of the log may grow to {} MB and leave no room under the cap of {} MB, of which {} MB are for what else comes:"
                                + " raise log4j2.appender.cap.size in etc/org.ops4j.pax.logging.cfg, or lower their sizes.",
                        most == LogFiles.UNBOUNDED ? "any number of" : most / MB,
                        size / MB,
                        RESERVED / MB);
    }

    private Logger log() {
        return configuration.getLoggerContext().getLogger(CapAppender.class.getName());
    }
}
