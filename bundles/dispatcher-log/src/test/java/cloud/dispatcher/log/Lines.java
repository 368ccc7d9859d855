package cloud.dispatcher.log;

import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;

/** Lines of the log as Log4j hands them on. */
final class Lines {
    private Lines() {}

    static LogEvent line(String text) {
        return line(text, Map.of());
    }

    static LogEvent line(String text, Map<String, String> mdc) {
        return builder(text, mdc).build();
    }

    static LogEvent line(String text, Throwable thrown) {
        return builder(text, Map.of()).setThrown(thrown).build();
    }

    private static Log4jLogEvent.Builder builder(String text, Map<String, String> mdc) {
        return Log4jLogEvent.newBuilder()
                .setLoggerName("cloud.dispatcher.engine.work.Stepper")
                .setLevel(Level.WARN)
                .setContextData(ContextDataFactory.createContextData(mdc))
                .setMessage(new SimpleMessage(text));
    }
}
