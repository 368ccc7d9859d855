package cloud.dispatcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.rolling.AbstractTriggeringPolicy;
import org.apache.logging.log4j.core.appender.rolling.RollingFileManager;
import org.apache.logging.log4j.core.appender.rolling.RolloverDescriptionImpl;
import org.apache.logging.log4j.core.appender.rolling.RolloverListener;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens the log file again when it is no longer the one that was opened: another program, such as logrotate, renamed or removed it. Log4j by
 * itself would write to the renamed file for ever. Looks before each line, which costs one {@code stat}; Log4j calls it under the file's lock.
 */
@Plugin(name = "Reopen", category = Core.CATEGORY_NAME, printObject = true)
public final class ReopenPolicy extends AbstractTriggeringPolicy {
    private @Nullable RollingFileManager file;
    private @Nullable Object opened;

    private ReopenPolicy() {}

    @PluginFactory
    public static ReopenPolicy create() {
        return new ReopenPolicy();
    }

    @Override
    public void initialize(RollingFileManager manager) {
        file = manager;
        opened = key(manager);
        manager.addRolloverListener(new RolloverListener() {
            @Override
            public void rolloverTriggered(String name) {
                // the file that follows is not there yet
            }

            @Override
            public void rolloverComplete(String name) {
                opened = key(manager);
            }
        });
    }

    /** Never asks for a rollover: the file that is there now is appended to. */
    @Override
    public boolean isTriggeringEvent(LogEvent event) {
        if (file != null && (opened == null || !opened.equals(key(file)))) {
            var usual = file.getRolloverStrategy();
            file.setRolloverStrategy(same -> new RolloverDescriptionImpl(same.getFileName(), true, null, null));
            file.rollover();
            file.setRolloverStrategy(usual);
        }
        return false;
    }

    private static @Nullable Object key(RollingFileManager manager) {
        try {
            return Files.readAttributes(Path.of(manager.getFileName()), BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException e) {
            return null; // it is gone
        }
    }
}
