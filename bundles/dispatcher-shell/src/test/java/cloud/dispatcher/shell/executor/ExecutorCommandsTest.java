package cloud.dispatcher.shell.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Setting;
import cloud.dispatcher.shell.CommandRun;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class ExecutorCommandsTest {
    private static final Setting CLASS = new Setting(
            "class",
            Setting.Type.TEXT,
            "How it finds what it made",
            "TOKEN",
            List.of("TOKEN", "LOOKUP"),
            Setting.Change.ANY_TIME);
    private static final Executors EXECUTORS = () -> List.of(new Executors.ExecutorStatus(
            "acme",
            "The Acme cloud",
            Executors.State.ACTIVE,
            List.of(Setting.required("region", "Where"), CLASS),
            List.of(Setting.required("key", "The secret key")),
            Set.of(ActionKind.LAUNCH, ActionKind.STOP)));

    @Test
    void an_executor_is_shown_with_its_settings_their_defaults_and_what_is_allowed() throws Exception {
        var show = show("acme");
        assertThat(CommandRun.of(show).out()).contains("The Acme cloud", "How it finds what it made");
        assertThat(CommandRun.plain(show).out().lines())
                .containsExactly(
                        "name\tacme",
                        "title\tThe Acme cloud",
                        "state\tACTIVE",
                        "actions\tlaunch, stop",
                        "setting region\tWhere; text; must be given",
                        "setting class\tHow it finds what it made; one of TOKEN, LOOKUP; default TOKEN",
                        "credential key\tThe secret key; text; must be given");
    }

    @Test
    void an_executor_that_is_not_there_is_refused_in_one_sentence() {
        assertThatThrownBy(() -> CommandRun.of(show("amce")))
                .isInstanceOf(CommandException.class)
                .hasMessage("There is no executor called amce; executor:list shows those there are.");
    }

    private static ExecutorShow show(String name) {
        var show = new ExecutorShow();
        show.executors = EXECUTORS;
        show.executor = name;
        return show;
    }
}
