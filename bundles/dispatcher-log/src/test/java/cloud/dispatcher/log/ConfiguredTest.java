package cloud.dispatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
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
                .matches(
                        "[-0-9]{10} [0-9:.]{12}(Z|[-+][0-9:]{5}) INFO {2}Launch of web was accepted\\. \\| operation=o1 server=s1 "
                                + "c\\.d\\.e\\.Story");
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "audit", "access"})
    void a_line_steers_no_terminal_and_cannot_pretend_to_be_two(String logger) throws IOException {
        var steering = "one\ntwo\rthree\u001b[2J\u009b1m\u0007\b\u202e\u2066\u200f\u2028\u2029\u0085\ufeff";
        context.getLogger(logger).error(steering, new IllegalStateException(steering));
        var file = logger.equals("any") ? "dispatcher.log" : logger + ".log";
        assertThat(lines(file))
                .filteredOn(line -> line.contains("three"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .contains("one\\ntwo\\rthree\\u001b[2J\\u009b1m\\u0007")
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\t]]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "audit", "access"})
    void a_file_that_is_renamed_removed_or_truncated_by_another_program_is_written_again(String logger)
            throws IOException {
        var file = folder.resolve(logger.equals("any") ? "dispatcher.log" : logger + ".log");
        var rotated = folder.resolve("rotated");
        context.getLogger(logger).error("before");
        Files.move(file, rotated);
        context.getLogger(logger).error("after a rename");
        assertThat(Files.readString(rotated)).contains("before").doesNotContain("after");
        assertThat(Files.readString(file)).contains("after a rename");

        Files.move(file, rotated, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(file, "made by the other program\n");
        context.getLogger(logger).error("after rename and create");
        context.getLogger(logger).error("and again");
        assertThat(Files.readString(file))
                .startsWith("made by the other program")
                .contains("after rename and create", "and again");

        Files.delete(file);
        context.getLogger(logger).error("after a removal");
        assertThat(lines(file.getFileName().toString())).hasSize(1);

        try (var open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            open.truncate(0);
        }
        context.getLogger(logger).error("after copytruncate");
        assertThat(Files.readString(file)).doesNotContain("\0").contains("after copytruncate");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
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
