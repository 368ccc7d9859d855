package cloud.dispatcher.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditLineTest {
    @Test
    void it_tells_who_asked_for_what_and_what_came_of_it() {
        var launch = new AuditLine("launch", "web").with("operation", "o-1").with("account", "a-1");

        assertThat(launch.accepted(new Asked("admin", "more room", null)))
                .isEqualTo("actor=admin action=launch on=\"web\" operation=o-1 account=a-1 accepted reason: more room");
        assertThat(new AuditLine("POST", null).refused(Asked.by("-"), "There is no such token."))
                .isEqualTo("actor=- action=POST refused: There is no such token.");
        assertThat(new AuditLine("start", "dispatcher").failed(Asked.by("karaf"), "The port is taken."))
                .isEqualTo("actor=karaf action=start on=\"dispatcher\" failed: The port is taken.");
    }

    @Test
    void no_name_looks_like_more_of_the_line() {
        assertThat(new AuditLine("stop", "a\" accepted on=\"b").accepted(Asked.by("admin")))
                .isEqualTo("actor=admin action=stop on=\"a' accepted on='b\" accepted");
    }
}
