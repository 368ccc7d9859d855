package cloud.dispatcher.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.appender.AbstractOutputStreamAppender;
import org.apache.logging.log4j.core.appender.OutputStreamManager;
import org.apache.logging.log4j.core.appender.rolling.CompositeTriggeringPolicy;
import org.apache.logging.log4j.core.appender.rolling.DefaultRolloverStrategy;
import org.apache.logging.log4j.core.appender.rolling.RollingFileManager;
import org.apache.logging.log4j.core.appender.rolling.SizeBasedTriggeringPolicy;
import org.apache.logging.log4j.core.appender.rolling.TriggeringPolicy;

/**
 * The files that Log4j writes in one folder.
 *
 * @param names of all it may ever write, relative to the folder
 * @param most bytes that it lets them have together
 */
record LogFiles(List<Pattern> names, long most) {
    /** No sum of real sizes reaches it, and a few of it do not overflow. */
    static final long UNBOUNDED = Long.MAX_VALUE / 1_000;

    /** What a name of a rolled file may have that changes: %i, %03i, %d{yyyy-MM-dd}{UTC} and their like. */
    private static final Pattern CHANGES = Pattern.compile("%-?\\d*[a-zA-Z]+(\\{[^}]*\\})*");

    LogFiles {
        names = List.copyOf(names);
    }

    /** What these appenders, configured and not necessarily started, write in the folder. */
    static LogFiles of(Collection<Appender> appenders, Path folder) {
        var names = new ArrayList<Pattern>();
        var real = real(folder.toAbsolutePath());
        long most = 0;
        for (var appender : appenders) {
            if (appender instanceof AbstractOutputStreamAppender<?> file) {
                var here = names(file.getManager(), real);
                names.addAll(here);
                most += here.isEmpty() ? 0 : most(file.getManager());
            }
        }
        return new LogFiles(names, Math.min(most, UNBOUNDED));
    }

    boolean has(Path relative) {
        return names.stream().anyMatch(name -> name.matcher(relative.toString()).matches());
    }

    /** By real paths, for a folder may be spelt in many ways; a file may itself be a link to another here. */
    private static List<Pattern> names(OutputStreamManager manager, Path folder) {
        var files = new ArrayList<Path>();
        var file = Path.of(manager.getName()).toAbsolutePath();
        files.add(real(file));
        files.add(realParent(file));
        if (manager instanceof RollingFileManager rolling) {
            files.add(realParent(
                    Path.of(rolling.getPatternProcessor().getPattern()).toAbsolutePath()));
        }
        return files.stream()
                .filter(each -> each.startsWith(folder))
                .distinct()
                .map(each -> pattern(folder.relativize(each).toString()))
                .toList();
    }

    /** Of what is not there yet, and of what is no path yet because a part of it changes, as much as there is. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return realParent(path);
        }
    }

    private static Path realParent(Path path) {
        var parent = path.getParent();
        return parent == null ? path : real(parent).resolve(path.getFileName());
    }

    private static Pattern pattern(String name) {
        var pattern = new StringBuilder();
        int end = 0;
        for (Matcher changes = CHANGES.matcher(name); changes.find(); end = changes.end()) {
            pattern.append(Pattern.quote(name.substring(end, changes.start()))).append(".*");
        }
        return Pattern.compile(pattern + Pattern.quote(name.substring(end)));
    }

    private static long most(OutputStreamManager manager) {
        if (manager instanceof RollingFileManager rolling
                && rolling.getRolloverStrategy() instanceof DefaultRolloverStrategy strategy
                && strategy.getMaxIndex() < Integer.MAX_VALUE) {
            long files = strategy.getMaxIndex() - strategy.getMinIndex() + 2L;
            long size = size(rolling.getTriggeringPolicy());
            return size < UNBOUNDED / files ? size * files : UNBOUNDED;
        }
        return UNBOUNDED;
    }

    private static long size(TriggeringPolicy policy) {
        if (policy instanceof SizeBasedTriggeringPolicy size) {
            return size.getMaxFileSize();
        }
        long least = UNBOUNDED;
        if (policy instanceof CompositeTriggeringPolicy composite) {
            for (var part : composite.getTriggeringPolicies()) {
                least = Math.min(least, size(part));
            }
        }
        return least;
    }
}
