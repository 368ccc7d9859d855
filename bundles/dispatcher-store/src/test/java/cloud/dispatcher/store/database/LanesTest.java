package cloud.dispatcher.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.state.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Lanes lanes = new Lanes();

    private List<Pending<?>> add(Lane lane, int many) {
        var added = new ArrayList<Pending<?>>();
        for (var i = 0; i < many; i++) {
            var pending = new Pending<>(transaction -> "");
            assertThat(lanes.add(lane, pending)).isTrue();
            added.add(pending);
        }
        return added;
    }

    @Test
    void the_next_group_has_room_for_every_lane_whatever_crowd_is_in_the_others() {
        var accepts = add(Lane.ACCEPT, 1_000);
        var steps = add(Lane.STEP, 1_000);
        var heartbeats = add(Lane.HEARTBEAT, 1_000);

        var group = lanes.take();

        assertThat(group)
                .contains(accepts.get(0), steps.get(0), heartbeats.get(0))
                .hasSizeLessThan(200);
    }

    @Test
    void an_accept_behind_a_crowd_of_heartbeats_is_in_the_next_group() {
        add(Lane.HEARTBEAT, 1_000);
        lanes.take();
        var accept = add(Lane.ACCEPT, 1);

        assertThat(lanes.take()).contains(accept.get(0)).hasSize(2);
    }

    @Test
    void a_lane_keeps_its_order_and_uses_the_room_that_others_leave() {
        var steps = add(Lane.STEP, 100);

        assertThat(lanes.take()).isEqualTo(steps);
    }

    @Test
    void what_waits_when_it_closes_is_still_taken_and_then_nothing() {
        var waiting = add(Lane.HEARTBEAT, 2);
        lanes.close();

        assertThat(lanes.add(Lane.ACCEPT, new Pending<>(transaction -> ""))).isFalse();
        assertThat(lanes.take()).containsExactly(waiting.get(0));
        assertThat(lanes.take()).containsExactly(waiting.get(1));
        assertThat(lanes.take()).isEmpty();
    }
}
