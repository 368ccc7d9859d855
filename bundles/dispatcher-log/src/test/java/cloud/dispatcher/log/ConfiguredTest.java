package cloud.dispatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationBuilder;
import org.apache.logging.log4j.core.impl.ThreadContextDataInjector;
import org.apache.logging.log4j.core.impl.ThreadContextDataProvider;
import org.apache.logging.log4j.status.StatusLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as {@code etc/org.ops4j.pax.logging.cfg} configures it, in files a hundred times smaller. */
class ConfiguredTest {
    private static final long CAP = 100 * 1024 * 1024 / 100;

    @TempDir
    Path folder;

    private LoggerContext context;

    /** As Pax Logging does in a container, and without its chatter. */
    @BeforeAll
    static void haveAnMdc() {
        StatusLogger.getLogger().getFallbackListener().setLevel(Level.ERROR);
        if (ThreadContextDataInjector.contextDataProviders.isEmpty()) {
            ThreadContextDataInjector.contextDataProviders.add(new ThreadContextDataProvider());
        }
    }

    @BeforeEach
    void configure() throws IOException {
        configure(folder.toString());
    }

    private void configure(String log) throws IOException {
        var shipped = new Properties();
        try (var in = Files.newInputStream(Path.of("..", "..", "etc", "org.ops4j.pax.logging.cfg"))) {
            shipped.load(in);
        }
        var pattern = shipped.getProperty("log4j2.pattern");
        var properties = new Properties();
        for (var key : shipped.stringPropertyNames()) {
            if (!key.contains("osgi")) { // of Pax Logging, which is not here
                properties.setProperty(
                        key.substring("log4j2.".length()),
                        shipped.getProperty(key)
                                .replace("${karaf.log}", log)
                                .replace("${karaf.log.console:-OFF}", "OFF")
                                .replace("${log4j2.pattern}", pattern)
                                .replace("16MB", 16 * 1024 * 1024 / 100 + "")
                                .replace("4MB", 4 * 1024 * 1024 / 100 + ""));
            }
        }
        context = new LoggerContext("configured");
        context.start(new PropertiesConfigurationBuilder()
                .setRootProperties(properties)
                .setLoggerContext(context)
                .build());
    }

    @AfterEach
    void stop() {
        Traces.LASTING.end("operation", "o1");
        ThreadContext.clearMap();
        context.stop();
    }

    @Test
    void a_line_is_a_sentence_and_then_says_of_what() throws IOException {
        ThreadContext.put("operation", "o1");
        ThreadContext.put("server", "s1");
        context.getLogger("cloud.dispatcher.engine.Story").info("Launch of web was accepted.");
        assertThat(lines("dispatcher.log"))
                .singleElement()
                .asString()
                .matches("[-0-9]{10} [0-9:.]{12} INFO {2}Launch of web was accepted\\. \\| operation=o1 server=s1 "
                        + "c\\.d\\.e\\.Story");
    }

    @Test
    void a_line_cannot_pretend_to_be_two() throws IOException {
        context.getLogger("any").info("one\ntwo");
        assertThat(lines("dispatcher.log")).hasSize(1);
    }

    @Test
    void a_secret_in_a_line_or_an_exception_is_hidden_in_every_file() throws IOException {
        var thrown = new IllegalStateException("password=s3cr3t");
        for (var name : List.of("any", "audit")) {
            context.getLogger(name).error("Authorization: Bearer s3cr3t-s3cr3t", thrown);
        }
        assertThat(lines("dispatcher.log")).isNotEmpty().noneMatch(line -> line.contains("s3cr3t"));
        assertThat(lines("audit.log")).isNotEmpty().noneMatch(line -> line.contains("s3cr3t"));
    }

    @Test
    void a_line_that_repeats_is_folded() throws IOException {
        for (int i = 0; i < 1_005; i++) {
            context.getLogger("any").warn("The disk is full.");
        }
        assertThat(lines("dispatcher.log")).hasSize(5);
    }

    @Test
    void who_is_traced_is_logged_at_every_level_and_nobody_else() throws IOException {
        Traces.LASTING.trace("operation", "o1", 60);
        var jetty = context.getLogger("org.eclipse.jetty.server");
        jetty.trace("not traced");
        ThreadContext.put("operation", "o1");
        assertThat(jetty.isTraceEnabled()).isTrue();
        jetty.trace("traced");
        ThreadContext.put("operation", "o2");
        assertThat(jetty.isTraceEnabled()).isFalse();
        jetty.trace("not traced either");
        assertThat(lines("dispatcher.log")).singleElement().asString().contains("TRACE traced |");
    }

    @Test
    void the_files_together_never_hold_more_than_their_cap() throws IOException {
        var thrown = new IllegalStateException("y".repeat(100_000));
        context.getConfiguration().getRootLogger().setLevel(Level.TRACE);
        context.updateLoggers();
        for (int i = 0; i < 5_000; i++) {
            for (var name : List.of("any", "audit", "access")) {
                context.getLogger(name).trace("line {}: {}", i, "x".repeat(i % 300));
                context.getLogger(name).error("line {} of {}", i, name);
            }
            if (i % 250 == 0) {
                context.getLogger("any").error("huge {} {}", i, "x".repeat(100_000), thrown);
                assertThat(size()).isLessThan(CAP);
            }
        }
        assertThat(size()).isBetween(CAP / 2, CAP);
    }

    @Test
    void the_cap_knows_which_files_these_are_and_how_much_they_may_hold() {
        var logs = LogFiles.of(context.getConfiguration().getAppenders().values(), folder);
        assertThat(logs.most()).isBetween(CAP * 95 / 100, CAP);
        assertThat(List.of("dispatcher.log", "dispatcher.log.1", "audit.log.3", "access.log"))
                .allMatch(name -> logs.has(Path.of(name)));
        assertThat(List.of("dispatcher.logs", "gc.log", "boot.log", "below/dispatcher.log"))
                .noneMatch(name -> logs.has(Path.of(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log//", "log/.", "log/../log", "link"})
    void the_cap_knows_them_however_their_folder_is_spelt(String spelt) throws IOException {
        var real = Files.createDirectory(folder.resolve("log"));
        var link = Files.createSymbolicLink(folder.resolve("link"), real);
        context.stop();
        configure(folder + "/" + spelt);
        for (var path : List.of(real, link, real.resolve("."))) {
            var logs = LogFiles.of(context.getConfiguration().getAppenders().values(), path);
            assertThat(logs.most()).isBetween(CAP * 95 / 100, CAP);
            assertThat(List.of("dispatcher.log", "audit.log", "audit.log.1")).allMatch(name -> logs.has(Path.of(name)));
        }
    }

    @Test
    void the_cap_knows_the_file_that_a_link_leads_to() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("today.log"), Path.of("monday.log"));
        var file = FileAppender.newBuilder()
                .setName("file")
                .withFileName(link.toString())
                .build();
        assertThat(LogFiles.of(List.of(file), folder).has(Path.of("monday.log")))
                .isTrue();
        file.stop();
    }

    @Test
    void the_cap_goes_on_after_a_failure_and_tells_it_once() throws IOException {
        CapAppender cap = context.getConfiguration().getAppender("Cap");
        cap.stop(); // its own looks, which succeed
        for (int i = 0; i < 3; i++) {
            cap.look(now -> {
                throw new IllegalStateException("broken");
            });
        }
        assertThat(lines("dispatcher.log"))
                .filteredOn(line -> line.contains("cannot be kept"))
                .singleElement()
                .asString()
                .contains(" WARN ", "broken");
        cap.look(now -> new LogFolder.Tidied(List.of("Removed x"), List.of()));
        assertThat(lines("dispatcher.log")).last().asString().contains("Removed x");
    }

    @Test
    void a_file_without_a_size_has_no_room_under_any_cap() {
        var endless = FileAppender.newBuilder()
                .setName("endless")
                .withFileName(folder.resolve("endless.log").toString())
                .build();
        var appenders =
                new ArrayList<>(context.getConfiguration().getAppenders().values());
        appenders.add(endless);
        assertThat(LogFiles.of(appenders, folder).most()).isEqualTo(LogFiles.UNBOUNDED);
        assertThat(LogFiles.of(List.of(endless), folder.resolve("elsewhere")).most())
                .isZero();
        endless.stop();
    }

    @Test
    void a_log_is_nobody_elses_business() throws IOException {
        for (var name : List.of("dispatcher.log", "audit.log", "access.log")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-r-----");
        }
    }

    @Test
    void which_appenders_work_is_told() throws IOException {
        var appenders = new Appenders(context);
        assertThat(appenders.getWorking())
                .contains("Fold", "Scrub", "RollingFile", "FoldAudit", "ScrubAudit", "AuditFile", "AccessFile");
        Files.delete(folder.resolve("audit.log"));
        assertThat(appenders.getWorking()).contains("RollingFile").doesNotContain("AuditFile");
        context.reconfigure(new DefaultConfiguration());
        assertThat(appenders.getWorking()).doesNotContain("RollingFile");
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    private long size() throws IOException {
        try (var files = Files.list(folder)) {
            long size = 0;
            for (var file : new ArrayList<>(files.toList())) {
                size += Files.size(file);
            }
            return size;
        }
    }
}
