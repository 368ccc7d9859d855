package cloud.dispatcher.log;

import static cloud.dispatcher.log.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrubPolicyTest {
    private final ScrubPolicy policy = ScrubPolicy.create(200);

    @Test
    void an_event_without_secrets_goes_on_as_it_is() {
        var event = line("Server web is RUNNING.", new IllegalStateException("gone"));
        assertThat(policy.rewrite(event)).isSameAs(event);
    }

    @Test
    void what_an_event_carries_stays_when_its_message_is_cleaned() {
        var clean = policy.rewrite(line("password=s3cr3t", Map.of("operation", "o1")));
        assertThat(clean.getMessage().getFormattedMessage()).isEqualTo("password=***");
        assertThat(clean.getContextData().<String>getValue("operation")).isEqualTo("o1");
        assertThat(clean.getLoggerName()).isEqualTo("cloud.dispatcher.engine.work.Stepper");
    }

    @Test
    void an_exception_is_cleaned_with_its_causes_and_keeps_its_places() {
        var cause = new IOException("token=s3cr3t");
        cause.addSuppressed(new IOException("secret=s3cr3t"));
        var thrown = new IllegalStateException("the cloud said password=s3cr3t", cause);
        cause.addSuppressed(thrown); // leads back to itself
        var text = new StringWriter();
        policy.rewrite(line("Failed.", thrown)).getThrown().printStackTrace(new PrintWriter(text));
        assertThat(text.toString())
                .doesNotContain("s3cr3t")
                .contains("java.lang.IllegalStateException: the cloud said password=***")
                .contains("Caused by: java.io.IOException: token=***")
                .contains("Suppressed: java.io.IOException: secret=***")
                .contains("\tat " + ScrubPolicyTest.class.getName());
    }

    @Test
    void a_long_text_is_cut_after_it_was_cleaned() {
        var text = policy.rewrite(line("x".repeat(190) + " password=s3cr3t " + "y".repeat(1_000)))
                .getMessage()
                .getFormattedMessage();
        assertThat(text)
                .startsWith("xxx")
                .doesNotContain("s3cr3t")
                .endsWith(" characters more)")
                .hasSizeLessThan(240);
    }

    @Test
    void no_text_takes_long() {
        var nasty = "secret \"\\".repeat(1_000_000);
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> policy.rewrite(line(nasty)));
    }
}
