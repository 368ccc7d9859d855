package cloud.dispatcher.control.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class SessionSetupTest {
    /** A new one of JLine's is neither here nor allowed: look what it does, then list it where it belongs. */
    private static final Set<String> NOT_FOR_ALL = Set.of(
            // edits a file and runs it
            "edit-and-execute-command",
            // of editors that need none here
            "accept-and-hold",
            "accept-and-infer-next-history",
            "argument-base",
            "beginning-of-line-hist",
            "do-lowercase-version",
            "emacs-editing-mode",
            "end-of-line-hist",
            "expand-word",
            "visual-line-mode",
            "visual-mode");

    @Test
    void every_widget_of_jline_is_allowed_or_denied_by_name() throws Exception {
        var reader = new LineReaderImpl(
                new DumbTerminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream()));
        var widgets = new TreeSet<>(reader.getBuiltinWidgets().keySet());
        assertThat(widgets).containsAll(NOT_FOR_ALL).containsAll(SessionSetup.WIDGETS);
        widgets.removeAll(SessionSetup.WIDGETS);
        widgets.removeIf(name -> name.startsWith("vi-"));
        assertThat(widgets).containsExactlyInAnyOrderElementsOf(NOT_FOR_ALL);
        assertThat(SessionSetup.WIDGETS).noneMatch(name -> name.startsWith("vi-") || NOT_FOR_ALL.contains(name));
    }

    @Test
    void the_role_decides_and_no_name() {
        assertThat(SessionSetup.isAdmin(null)).isFalse();
        var subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal("admin"));
        subject.getPrincipals().add(new RolePrincipal("administrator"));
        assertThat(SessionSetup.isAdmin(subject)).isFalse();
        subject.getPrincipals().add(new RolePrincipal("admin"));
        assertThat(SessionSetup.isAdmin(subject)).isTrue();
    }
}
