package cloud.dispatcher.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.engine.FastDirectory;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Description;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Listing;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes behind our back, on the real store and the simulated cloud. */
class InventoryTest {
    @TempDir(factory = FastDirectory.class)
    private Path directory;

    private World world;
    private AccountId account;
    private boolean listsNothing;

    @BeforeEach
    void open() {
        world = new World(directory, Forgetful::new);
        account = world.account(Map.of("listeners", "0"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"STOP, STOPPED", "PAUSE, PAUSED"})
    void what_was_changed_behind_our_back_shows(ActionKind change, ServerState state) {
        world.launch(account);
        world.untilQuiet();
        world.changeBehindOurBack(change);
        assertThat(world.serverState()).isEqualTo(ServerState.RUNNING);

        world.takeInventory(account);

        assertThat(world.serverState()).isEqualTo(state);
    }

    @Test
    void what_was_started_again_behind_our_back_shows() {
        world.launch(account);
        world.untilQuiet();
        world.change(ActionKind.STOP);
        world.untilQuiet();
        world.changeBehindOurBack(ActionKind.START);

        world.takeInventory(account);

        assertThat(world.serverState()).isEqualTo(ServerState.RUNNING);
    }

    @Test
    void a_server_removed_behind_our_back_is_missing_without_an_outage() {
        world.launch(account);
        world.untilQuiet();
        world.loseServer();

        world.takeInventory(account);

        assertThat(world.serverState()).isEqualTo(ServerState.MISSING);
    }

    @Test
    void a_server_that_is_as_we_know_it_is_left_alone() {
        world.launch(account);
        world.untilQuiet();
        var before = world.store().records().server(world.serverId());

        world.takeInventory(account);

        assertThat(world.store().records().server(world.serverId())).isEqualTo(before);
    }

    @Test
    void a_server_that_is_being_worked_on_is_left_alone() {
        world.launch(account);
        world.untilQuiet();
        world.loseServer();
        world.change(ActionKind.STOP);

        world.list(account);

        assertThat(world.store().records().dueLooks(world.time.now(), Set.of(), 10))
                .isEmpty();
    }

    @Test
    void a_listing_without_most_of_the_servers_is_not_believed() {
        for (var i = 0; i < 5; i++) {
            world.launch(account, "web-" + i);
        }
        world.untilQuiet();
        var before = world.store().journal().newest();
        listsNothing = true;

        world.takeInventory(account);

        assertThat(world.store().journal().newest()).isEqualTo(before);
    }

    @Test
    void a_server_that_only_the_listing_leaves_out_stays_as_it_is() {
        world.launch(account);
        world.untilQuiet();
        listsNothing = true;

        world.takeInventory(account);

        assertThat(world.serverState()).isEqualTo(ServerState.RUNNING);
    }

    @Test
    void a_cloud_out_of_reach_changes_nothing() {
        world.launch(account);
        world.untilQuiet();
        var before = world.store().journal().newest();
        world.cloudGoes();

        world.takeInventory(account);

        assertThat(world.store().journal().newest()).isEqualTo(before);
    }

    /** Lists nothing where the test says so; everything else is the real executor's. */
    private final class Forgetful implements Executor {
        private final Executor real;

        Forgetful(Executor real) {
            this.real = real;
        }

        @Override
        public Listing list(Access access, String page) throws CloudException {
            return listsNothing ? new Listing(List.of(), null) : real.list(access, page);
        }

        @Override
        public Description describe() {
            return real.describe();
        }

        @Override
        public Idempotency idempotency(Access access) {
            return real.idempotency(access);
        }

        @Override
        public Outcome step(Order order) {
            return real.step(order);
        }

        @Override
        public List<Sighting> look(Access access, LedgerLine resource) throws CloudException {
            return real.look(access, resource);
        }

        @Override
        public Catalog catalog(Access access) throws CloudException {
            return real.catalog(access);
        }
    }
}
