package cloud.dispatcher.pinger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LackingTest {
    private static final Object STORE = "a store";
    private static final Object DISPATCHER = "a dispatcher";

    @Test
    void a_container_with_all_of_it_lacks_nothing() {
        assertThat(Lacking.says(STORE, DISPATCHER)).isEmpty();
    }

    @Test
    void a_pinger_without_a_store_does_not_work_and_says_what_would_help() {
        assertThat(Lacking.says(null, DISPATCHER))
                .hasValueSatisfying(said -> assertThat(said).contains("no store", "feature:install dispatcher-store"));
    }

    @Test
    void a_pinger_without_a_dispatcher_works_and_says_what_nobody_does() {
        assertThat(Lacking.says(STORE, null))
                .hasValueSatisfying(said -> assertThat(said)
                        .contains("no dispatcher", "nobody launches", "feature:install dispatcher adds"));
    }
}
