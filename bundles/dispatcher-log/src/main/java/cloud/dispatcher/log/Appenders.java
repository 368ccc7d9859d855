package cloud.dispatcher.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractOutputStreamAppender;
import org.apache.logging.log4j.core.appender.FileManager;

/** Those of the configuration that counts now. */
final class Appenders implements AppendersMXBean {
    static final String NAME = "cloud.dispatcher:type=Appenders";

    private final LoggerContext context;

    Appenders(LoggerContext context) {
        this.context = context;
    }

    @Override
    public List<String> getWorking() {
        return context.getConfiguration().getAppenders().values().stream()
                .filter(each -> each.isStarted() && !isWithoutFile(each))
                .map(Appender::getName)
                .sorted()
                .toList();
    }

    /** Somebody has removed the file that it goes on writing. */
    private static boolean isWithoutFile(Appender appender) {
        return appender instanceof AbstractOutputStreamAppender<?> writing
                && writing.getManager() instanceof FileManager file
                && !Files.exists(Path.of(file.getFileName()));
    }
}
