package cloud.dispatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstalledPartsTest {
    @Test
    void the_reason_is_the_innermost_cause_without_its_class() {
        var trace = """
                java.lang.reflect.InvocationTargetException
                \tat java.base/jdk.internal.reflect.X.newInstance0(Native Method)
                Caused by: cloud.dispatcher.store.OpenException: cannot open
                \t... 12 more
                Caused by: java.io.IOException: var/dispatcher.db is used by another container.
                \tat somewhere
                """;
        assertThat(InstalledParts.cause(trace)).isEqualTo("var/dispatcher.db is used by another container");
    }

    @Test
    void a_failure_without_a_word_has_its_class() {
        assertThat(InstalledParts.cause("java.lang.NullPointerException\n\tat x"))
                .isEqualTo("java.lang.NullPointerException");
    }
}
