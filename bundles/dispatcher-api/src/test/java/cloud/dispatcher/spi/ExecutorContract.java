package cloud.dispatcher.spi;

import static cloud.dispatcher.spi.Story.done;
import static cloud.dispatcher.spi.Story.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Story.Luck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every executor must do. A subclass gives an executor with a cloud behind it; the contract drives both as the engine does. Servers
 * that a test leaves are removed after it.
 */
public abstract class ExecutorContract {
    private final List<Story> stories = new ArrayList<>();

    /** The executor under test; the same during one test. */
    protected abstract Executor executor();

    /** The account to use; the same during one test. */
    protected abstract Access access();

    /** A launch that works. Give it user data where the cloud takes any: none of it may be shown. */
    protected abstract LaunchServer request();

    /** A launch that the cloud itself refuses, of an image that it does not have for instance. */
    protected abstract LaunchServer refusedRequest();

    /** Words of the cloud about {@link #refusedRequest()} that must come through. */
    protected abstract String wordsOfRefusal();

    /** A well-formed id of no server. */
    protected abstract String unknownCloudId();

    /** All that exists in the cloud of the kinds that a step creates, asked past the executor. */
    protected abstract Set<Existing> existing();

    /** Lets the cloud's time go on: move its clock, or look until it has happened. */
    protected abstract void letTimePass(Duration time);

    /** An account whose cloud does not answer; null where that cannot be arranged. */
    protected Access unreachable() {
        return null;
    }

    /** Makes another thing under the same token, past the executor; false where the cloud cannot hold two. */
    protected boolean makeDouble(LedgerLine line) {
        return false;
    }

    /**
     * Values that would make this executor's client run a program, read a file or connect elsewhere, beside those that every executor is
     * given.
     *
     * @param program an executable file
     * @param file a readable file
     */
    protected List<String> hostileValues(Path program, Path file, int port) {
        return List.of();
    }

    /** Removes a server past the executor; false where that cannot be arranged. */
    protected boolean removeBehindOurBack(String cloudId) {
        return false;
    }

    /** Lets what is created from now on break, as a server does that the cloud cannot boot; false where that cannot be arranged. */
    protected boolean breakWhatIsCreated() {
        return false;
    }

    /** Called after each test and its clean-up; a method of a subclass with {@code @AfterEach} would come before the clean-up. */
    protected void closeTheCloud() {}

    @AfterEach
    void leave_nothing_behind() {
        try {
            stories.forEach(Story::removeAll);
        } finally {
            closeTheCloud();
        }
    }

    @Test
    void an_executor_describes_itself_always_the_same() {
        var description = executor().describe();

        assertThat(executor().describe()).isEqualTo(description);
        assertThat(description.name()).matches("[a-z][a-z0-9-]*");
        assertThat(description.title()).isNotBlank();
        assertThat(description.actions()).contains(ActionKind.LAUNCH, ActionKind.TERMINATE);
        assertThat(description.settings()).allSatisfy(setting -> {
            assertThat(setting.description()).isNotBlank();
            assertThat(setting.allowed().isEmpty()
                            || setting.fallback() == null
                            || setting.allowed().contains(setting.fallback()))
                    .as("fallback of " + setting.name() + " is allowed")
                    .isTrue();
        });
    }

    @Test
    void hostile_settings_run_nothing_read_nothing_and_connect_nowhere(@TempDir Path folder) throws IOException {
        var traps = new Traps(folder);
        try (traps) {
            var values = new ArrayList<>(traps.values());
            values.addAll(hostileValues(traps.program(), traps.file(), traps.port()));
            for (var setting : executor().describe().settings()) {
                for (var value : values) {
                    assertHarmless(setting.name(), value, traps);
                }
            }
        }
    }

    private void assertHarmless(String setting, String value, Traps traps) throws IOException {
        var settings = new HashMap<>(access().settings());
        settings.put(setting, value);
        var access = new Access(access().account(), "hostile", access().installation(), settings, Map.of());
        var said = executor().objection(access).orElseGet(() -> {
            try {
                return executor().catalog(access).toString();
            } catch (CloudException e) {
                return String.valueOf(e.getMessage());
            }
        });

        traps.assertUntouched(setting + "=" + value, said);
    }

    @Test
    void the_catalog_offers_what_a_launch_asks_for() throws CloudException {
        var catalog = executor().catalog(access());

        assertThat(catalog.sizes())
                .anyMatch(size -> size.name().equals(request().size()));
        assertThat(catalog.images())
                .anyMatch(image -> image.name().equals(request().image()));
    }

    @ParameterizedTest
    @EnumSource(Luck.class)
    void a_launch_makes_one_running_server_under_its_token(Luck luck) {
        var story = story();

        var done = story.launch(luck);

        var server = onlyServer(done.seen());
        assertThat(server.name()).isEqualTo(story.launch.value());
        assertThat(server.operation()).isEqualTo(story.launch);
        assertThat(server.state()).isEqualTo(ServerState.RUNNING);
        assertThat(serversOf(story)).containsExactly(server.cloudId());
    }

    @Test
    void the_same_launch_step_twice_makes_one_server() {
        var story = story();
        story.launch(Luck.GOOD);
        var first = serversOf(story);

        var outcome = story.launchStep(Before.SETTLED);

        assertThat(onlyServer(done(outcome).seen()).cloudId()).isEqualTo(first.get(0));
        assertThat(serversOf(story)).isEqualTo(first);
    }

    @Test
    void a_launched_server_that_the_ledger_knows_is_not_made_again() {
        var story = story();
        story.launch(Luck.GOOD);

        var outcome = story.launchStep(Before.NOTHING);

        assertThat(onlyServer(done(outcome).seen()).cloudId())
                .isEqualTo(story.ledger.server().cloudId());
        assertThat(serversOf(story)).hasSize(1);
    }

    @Test
    void a_lost_answer_is_adopted() {
        var story = story();
        var created = story.launchUntilSomethingIsCreatedAndForgetIt();
        story.settle();

        story.launchStep(Before.SETTLED);
        story.launch(Luck.GOOD);

        assertThat(thingsOf(story)).contains(created);
        assertThat(thingsOf(story).stream().filter(thing -> thing.name().equals(created.name())))
                .hasSize(1);
    }

    @Test
    void while_unsettled_a_launch_waits_and_creates_nothing() {
        var story = story();

        for (int i = 0; i < 3; i++) {
            var outcome = story.launchStep(Before.UNSETTLED);
            assertThat(outcome).isInstanceOf(Outcome.Again.class);
            var again = Story.again(outcome);
            assertThat(again.intents().isEmpty() ? again.delay() : Duration.ofSeconds(1))
                    .isPositive();
        }

        assertThat(thingsOf(story)).isEmpty();
    }

    @Test
    void a_refused_launch_keeps_the_clouds_words_and_leaves_no_server() {
        var story = story(refusedRequest());

        var failed = failed(lastOutcome(story));

        assertThat(failed.fault()).isIn(Fault.INVALID, Fault.NOT_FOUND);
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
        assertThat(failed.said().text()).contains(wordsOfRefusal());
        assertThat(serversOf(story)).isEmpty();
    }

    @Test
    void a_server_that_breaks_fails_the_launch_and_can_be_removed() {
        assumeTrue(breakWhatIsCreated(), "nothing can be made to break here");
        var story = story();

        var failed = failed(lastOutcome(story));

        assertThat(failed.said().text()).isNotBlank();
        assertThat(story.ledger.server().cloudId()).isIn(serversOf(story));
        story.removeAll();
        assertThat(thingsOf(story)).isEmpty();
    }

    @Test
    void a_cloud_out_of_reach_is_a_communication_fault() {
        var nowhere = unreachable();
        assumeTrue(nowhere != null, "no cloud out of reach can be arranged");
        var story = new Story(executor(), nowhere, request(), this::existing, this::letTimePass);

        assertThat(failed(lastOutcome(story)).fault()).isEqualTo(Fault.COMMUNICATION);
        assertThat(faultOf(() -> executor().list(nowhere, null))).isEqualTo(Fault.COMMUNICATION);
        assertThat(faultOf(() -> executor().look(nowhere, story.ledger.server())))
                .isEqualTo(Fault.COMMUNICATION);
    }

    @Test
    void an_unknown_server_is_not_found() {
        var story = story();
        story.ledger.see(List.of(new Sighting(
                ResourceKind.SERVER,
                story.launch.value(),
                unknownCloudId(),
                null,
                ServerState.UNKNOWN,
                List.of(),
                Probe.none("made up"),
                Map.of())));

        for (var kind :
                offered(ActionKind.START, ActionKind.STOP, ActionKind.REBOOT, ActionKind.PAUSE, ActionKind.RESUME)) {
            var failed = failed(story.change(kind, Force.GRACEFUL, Luck.GOOD));
            assertThat(failed.fault()).as(kind.word()).isEqualTo(Fault.NOT_FOUND);
            assertThat(failed.effect()).as(kind.word()).isEqualTo(Effect.NONE);
            assertThat(failed.said().text()).as(kind.word()).isNotBlank();
        }
    }

    @Test
    void terminating_what_is_gone_succeeds() {
        var story = story();
        var line = new LedgerLine(story.launch, ResourceKind.SERVER, story.launch.value(), unknownCloudId());

        assertThat(story.remove(line, Luck.GOOD).seen()).isEmpty();
    }

    @Test
    void terminating_what_never_came_to_be_succeeds() {
        var story = story();

        assertThat(story.remove(story.ledger.server(), Luck.GOOD).seen()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Luck.class)
    void a_terminated_server_is_gone_and_may_be_terminated_again(Luck luck) {
        var story = story();
        story.launch(Luck.GOOD);
        var line = story.ledger.server();

        assertThat(story.remove(line, luck).seen()).isEmpty();
        assertThat(serversOf(story)).isEmpty();
        assertThat(story.remove(line, luck).seen()).isEmpty();
    }

    @Test
    void what_was_created_but_never_answered_is_removed_by_its_token() {
        var story = story();
        var created = story.launchUntilSomethingIsCreatedAndForgetIt();
        story.settle();
        var line = story.ledger.lines().stream()
                .filter(each -> each.name().equals(created.name()))
                .findFirst()
                .orElseThrow();
        assertThat(line.cloudId()).isNull();

        assertThat(story.remove(line, Luck.GOOD).seen()).isEmpty();

        assertThat(existing()).doesNotContain(created);
    }

    @Test
    void everything_on_the_ledger_can_be_removed_the_server_first() {
        var before = existing();
        var story = story();
        story.launch(Luck.GOOD);

        story.removeAll();

        assertThat(existing()).isEqualTo(before);
    }

    @Test
    void what_a_server_uses_is_not_removed_while_it_is_there() {
        var story = story();
        story.launch(Luck.GOOD);
        var used = story.ledger.lines().stream()
                .filter(line -> line.kind() != ResourceKind.SERVER)
                .toList();
        assumeTrue(!used.isEmpty(), "a server uses nothing else here");

        for (var line : used) {
            var failed = failed(story.removeStep(line));
            assertThat(failed.fault()).isEqualTo(Fault.CONFLICT);
            assertThat(failed.effect()).isEqualTo(Effect.NONE);
            assertThat(failed.said().text()).isNotBlank();
        }

        assertThat(thingsOf(story)).hasSize(used.size() + 1);
        assertThat(done(story.changeStep(ActionKind.START)).seen().get(0).state())
                .isEqualTo(ServerState.RUNNING);
    }

    @Test
    void another_server_is_left_alone() {
        var one = story();
        var other = story();
        one.launch(Luck.GOOD);
        other.launch(Luck.GOOD);

        one.removeAll();

        assertThat(thingsOf(one)).isEmpty();
        assertThat(serversOf(other)).hasSize(1);
    }

    @Test
    void starting_a_running_server_is_done_at_once() {
        assumeOffered(ActionKind.START);
        var story = story();
        story.launch(Luck.GOOD);

        assertThat(onlyServer(done(story.changeStep(ActionKind.START)).seen()).state())
                .isEqualTo(ServerState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(Luck.class)
    void a_server_stops_and_starts_and_stays_the_same_server(Luck luck) {
        assumeOffered(ActionKind.STOP);
        assumeOffered(ActionKind.START);
        var story = story();
        story.launch(Luck.GOOD);
        var id = story.ledger.server().cloudId();

        assertThat(stateAfter(story, ActionKind.STOP, luck)).isEqualTo(ServerState.STOPPED);
        assertThat(onlyServer(done(story.changeStep(ActionKind.STOP)).seen()).state())
                .isEqualTo(ServerState.STOPPED);
        assertThat(stateAfter(story, ActionKind.START, luck)).isEqualTo(ServerState.RUNNING);
        assertThat(serversOf(story)).containsExactly(id);
    }

    @Test
    void a_server_is_stopped_hard() {
        assumeOffered(ActionKind.STOP);
        var story = story();
        story.launch(Luck.GOOD);

        var done = done(story.change(ActionKind.STOP, Force.HARD, Luck.GOOD));

        assertThat(onlyServer(done.seen()).state()).isEqualTo(ServerState.STOPPED);
    }

    @ParameterizedTest
    @EnumSource(Luck.class)
    void a_server_reboots_and_runs(Luck luck) {
        assumeOffered(ActionKind.REBOOT);
        var story = story();
        story.launch(Luck.GOOD);

        assertThat(stateAfter(story, ActionKind.REBOOT, luck)).isEqualTo(ServerState.RUNNING);
        assertThat(serversOf(story)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Luck.class)
    void a_server_pauses_and_resumes(Luck luck) {
        assumeOffered(ActionKind.PAUSE);
        assumeOffered(ActionKind.RESUME);
        var story = story();
        story.launch(Luck.GOOD);

        assertThat(stateAfter(story, ActionKind.PAUSE, luck)).isEqualTo(ServerState.PAUSED);
        assertThat(onlyServer(done(story.changeStep(ActionKind.PAUSE)).seen()).state())
                .isEqualTo(ServerState.PAUSED);
        assertThat(stateAfter(story, ActionKind.RESUME, luck)).isEqualTo(ServerState.RUNNING);
        assertThat(onlyServer(done(story.changeStep(ActionKind.RESUME)).seen()).state())
                .isEqualTo(ServerState.RUNNING);
    }

    @Test
    void a_stopped_server_is_removed_too() {
        assumeOffered(ActionKind.STOP);
        var story = story();
        story.launch(Luck.GOOD);
        stateAfter(story, ActionKind.STOP, Luck.GOOD);

        assertThat(story.remove(story.ledger.server(), Luck.GOOD).seen()).isEmpty();

        assertThat(serversOf(story)).isEmpty();
    }

    @Test
    void a_look_shows_one_server_by_its_cloud_id_and_by_its_token() throws CloudException {
        var story = story();
        story.launch(Luck.GOOD);
        story.settle();
        var line = story.ledger.server();
        var unseen = new LedgerLine(line.operation(), line.kind(), line.name(), null);

        var byId = onlyServer(executor().look(access(), line));
        var byToken = onlyServer(executor().look(access(), unseen));

        assertThat(byId.cloudId()).isEqualTo(line.cloudId());
        assertThat(byId).isEqualTo(byToken);
    }

    @Test
    void a_look_for_what_is_not_there_shows_nothing() throws CloudException {
        var story = story();
        var line = story.ledger.server();
        var unknown = new LedgerLine(line.operation(), line.kind(), line.name(), unknownCloudId());

        assertThat(executor().look(access(), line)).isEmpty();
        assertThat(executor().look(access(), unknown)).isEmpty();
    }

    @Test
    void a_server_removed_by_others_is_not_found_and_its_termination_succeeds() throws CloudException {
        var story = story();
        story.launch(Luck.GOOD);
        assumeTrue(removeBehindOurBack(story.ledger.server().cloudId()), "nobody else can remove a server here");

        assertThat(executor().look(access(), story.ledger.server())).isEmpty();
        if (executor().describe().actions().contains(ActionKind.STOP)) {
            assertThat(failed(story.change(ActionKind.STOP, Force.GRACEFUL, Luck.GOOD))
                            .fault())
                    .isEqualTo(Fault.NOT_FOUND);
        }
        assertThat(story.remove(story.ledger.server(), Luck.GOOD).seen()).isEmpty();
    }

    @Test
    void a_list_shows_each_server_of_ours_once_over_all_pages() throws CloudException {
        var launched = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            var story = story();
            story.launch(Luck.GOOD);
            story.settle();
            launched.add(story.ledger.server().cloudId());
        }

        var listed = idsListed(access());

        assertThat(listed).containsAll(launched).doesNotHaveDuplicates();
    }

    @Test
    void a_list_does_not_show_what_another_installation_made() throws CloudException {
        var story = story();
        story.launch(Luck.GOOD);
        story.settle();
        var ours = access();
        var theirs = new Access(
                ours.account(), ours.accountName(), "another-installation", ours.settings(), ours.credentials());

        assertThat(idsListed(theirs)).doesNotContain(story.ledger.server().cloudId());
    }

    @Test
    void doubles_are_all_shown_and_none_is_touched() throws CloudException {
        var story = story();
        story.launch(Luck.GOOD);
        var line = story.ledger.server();
        assumeTrue(makeDouble(line), "this cloud cannot hold two under one token");
        story.settle();
        var unseen = new LedgerLine(line.operation(), line.kind(), line.name(), null);
        var both = serversOf(story);
        assertThat(both).hasSize(2);

        assertThat(executor().look(access(), unseen)).hasSize(2);
        assertThat(story.remove(unseen, Luck.GOOD).seen()).hasSize(2);

        assertThat(serversOf(story)).containsExactlyInAnyOrderElementsOf(both);
        both.forEach(id -> story.remove(new LedgerLine(line.operation(), line.kind(), line.name(), id), Luck.GOOD));
        assertThat(serversOf(story)).isEmpty();
    }

    private Story story() {
        return story(request());
    }

    private Story story(LaunchServer request) {
        var story = new Story(executor(), access(), request, this::existing, this::letTimePass);
        stories.add(story);
        return story;
    }

    private Outcome lastOutcome(Story story) {
        for (int step = 0; step < 20; step++) {
            var outcome = story.launchStep(Before.NOTHING);
            if (!(outcome instanceof Outcome.Again again)) {
                return outcome;
            }
            letTimePass(again.delay());
        }
        throw new AssertionError("the launch goes on");
    }

    private ServerState stateAfter(Story story, ActionKind kind, Luck luck) {
        return onlyServer(done(story.change(kind, Force.GRACEFUL, luck)).seen()).state();
    }

    private List<Existing> thingsOf(Story story) {
        return existing().stream().filter(story.ledger::holds).toList();
    }

    private List<String> serversOf(Story story) {
        return existing().stream()
                .filter(thing -> thing.kind() == ResourceKind.SERVER)
                .filter(thing -> thing.name().equals(story.launch.value()))
                .map(Existing::cloudId)
                .toList();
    }

    private List<String> idsListed(Access access) throws CloudException {
        var ids = new ArrayList<String>();
        String page = null;
        do {
            var listing = executor().list(access, page);
            listing.items().forEach(item -> ids.add(item.cloudId()));
            page = listing.nextPage();
        } while (page != null);
        return ids;
    }

    private List<ActionKind> offered(ActionKind... kinds) {
        return List.of(kinds).stream()
                .filter(executor().describe().actions()::contains)
                .toList();
    }

    private void assumeOffered(ActionKind kind) {
        assumeTrue(executor().describe().actions().contains(kind), kind.word() + " is not offered");
    }

    private static Sighting onlyServer(List<Sighting> seen) {
        var servers = seen.stream()
                .filter(sighting -> sighting.kind() == ResourceKind.SERVER)
                .toList();
        assertThat(servers).hasSize(1);
        return servers.get(0);
    }

    private static Fault faultOf(ThrowingCallable call) {
        var thrown = catchThrowableOfType(CloudException.class, call);
        assertThat(thrown).as("CloudException").isNotNull();
        return thrown.failed().fault();
    }
}
