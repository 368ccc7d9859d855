package cloud.dispatcher.control.etc;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRoutesTest {
    private static final String KARAFS = """
            log4j2.rootLogger.level = INFO
            log4j2.rootLogger.type = asyncRoot
            log4j2.rootLogger.appenderRef.RollingFile.ref = RollingFile
            log4j2.rootLogger.appenderRef.Console.ref = Console
            log4j2.appender.console.type = Console
            log4j2.appender.console.name = Console
            log4j2.appender.rolling.type = RollingFile
            log4j2.appender.rolling.name = RollingFile
            """;

    @Test
    void what_we_ship_and_what_karaf_ships_is_written() throws IOException {
        assertThat(unwritten(shipped())).isEmpty();
        assertThat(unwritten(KARAFS)).isEmpty();
    }

    @Test
    void of_an_empty_configuration_nothing_is_written() throws IOException {
        assertThat(unwritten("")).isEqualTo("cloud.dispatcher, audit");
    }

    @Test
    void a_configuration_that_is_somewhere_else_is_not_judged() throws IOException {
        for (var elsewhere : List.of(
                "org.ops4j.pax.logging.log4j2.config.file = log4j2.xml",
                "org.ops4j.pax.logging.logback.config.file = logback.xml",
                "log4j.rootLogger = INFO, out")) {
            assertThat(unwritten(elsewhere)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rootLogger.appenderRef.Fold.ref = Fold, rootLogger.appenderRef.Fold.ref = Fald, cloud.dispatcher",
        "appender.rolling.type = RollingFile, appender.rolling.type = Rolling, cloud.dispatcher",
        "appender.scrub.file.ref = RollingFile, appender.scrub.file.ref = Scrub, cloud.dispatcher",
        "appenderRef.FoldAudit.ref = FoldAudit, appenderRef.FoldAudit.ref = FoldAodit, audit",
        "appender.audit.name = AuditFile, appender.audit.name = Audit, audit",
        "logger.audit.additivity = false, logger.audit.additivity = true, ''",
        "rootLogger.level = INFO, rootLogger = INFO, ''",
        "appender.rolling.type = RollingFile, appender.rolling.type = Syslog, ''",
        "appender.rolling.type = RollingFile, appender.rolling.type = Console, cloud.dispatcher",
    })
    void a_misspelt_appender_is_found(String right, String wrong, String lost) throws IOException {
        assertThat(shipped()).contains(right);
        assertThat(unwritten(shipped().replace(right, wrong))).isEqualTo(lost);
    }

    @Test
    void appenders_may_stand_behind_the_level() throws IOException {
        assertThat(unwritten(KARAFS.replace(
                        "rootLogger.appenderRef.RollingFile.ref = RollingFile", "rootLogger = INFO, RollingFile")))
                .isEmpty();
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of("..", "..", "etc", "org.ops4j.pax.logging.cfg"));
    }

    @Test
    void an_appender_that_does_not_work_keeps_nothing() throws IOException {
        var all = Set.of("Fold", "Scrub", "RollingFile", "FoldAudit", "ScrubAudit", "AuditFile");
        assertThat(unwritten(shipped(), Optional.of(all))).isEmpty();
        for (var one : all) {
            var others = all.stream().filter(name -> !name.equals(one)).collect(toSet());
            assertThat(unwritten(shipped(), Optional.of(others))).isNotEmpty();
        }
    }

    @Test
    void where_our_own_part_of_the_log_is_not_nothing_of_our_configuration_works() throws IOException {
        assertThat(unwritten(shipped(), Optional.empty())).isEqualTo("cloud.dispatcher, audit");
        assertThat(unwritten(KARAFS, Optional.empty())).isEmpty();
    }

    /** All appenders that have a name work. */
    private static String unwritten(String text) throws IOException {
        return unwritten(
                text,
                Optional.of(values(text).entrySet().stream()
                        .filter(each -> each.getKey().endsWith(".name"))
                        .map(Map.Entry::getValue)
                        .collect(toSet())));
    }

    private static String unwritten(String text, Optional<Set<String>> working) throws IOException {
        return String.join(", ", new LogRoutes(values(text), working).unwritten());
    }

    private static Map<String, String> values(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        return properties.stringPropertyNames().stream().collect(toMap(key -> key, properties::getProperty));
    }
}
