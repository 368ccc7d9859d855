package cloud.dispatcher.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrStagesTest {
    @Test
    void the_reason_is_the_innermost_cause_of_ours_without_its_class() {
        var trace = """
            java.lang.reflect.InvocationTargetException
            \tat java.base/jdk.internal.reflect.X.newInstance0(Native Method)
            Caused by: cloud.dispatcher.store.OpenException: another program holds var/dispatcher.db locked.
            \t... 12 more
            Caused by: org.sqlite.SQLiteException: [SQLITE_BUSY] The database file is locked
            \tat somewhere
            """;
        assertThat(ScrStages.cause(trace)).isEqualTo("another program holds var/dispatcher.db locked");
    }

    @Test
    void where_none_is_ours_it_is_the_innermost() {
        var trace = """
            java.lang.IllegalStateException
            \tat x
            Caused by: java.io.IOException: disk on fire
            """;
        assertThat(ScrStages.cause(trace)).isEqualTo("disk on fire");
    }

    @Test
    void a_failure_without_a_word_has_its_class() {
        assertThat(ScrStages.cause("java.lang.NullPointerException\n\tat x"))
                .isEqualTo("java.lang.NullPointerException");
    }
}
