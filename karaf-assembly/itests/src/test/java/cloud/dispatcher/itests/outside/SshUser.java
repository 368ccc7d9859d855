package cloud.dispatcher.itests.outside;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Someone who comes in by the machine's own ssh client, with a key. */
record SshUser(Distribution distribution, String name, Path key) {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Makes one of this role, and returns when they are let in. */
    static SshUser make(Distribution distribution, String name, String role) throws IOException {
        var home = distribution.home();
        var key = home.resolve("var").resolve(name + ".key");
        Distribution.execute(home, List.of("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", key.toString()));
        var part = Files.readString(Path.of(key + ".pub")).split(" ")[1];
        Files.writeString(
                home.resolve("etc/keys.properties"),
                "\n" + name + " = " + part + ",ssh," + role + "\n",
                StandardOpenOption.APPEND);
        var user = new SshUser(distribution, name, key);
        Eventually.until(name + " is let in", SOON, () -> !user.run("help").contains("Permission denied"));
        return user;
    }

    /** What they read when they give this command. */
    String run(String command, String... options) {
        return Distribution.execute(distribution.home(), line(List.of(options), command))
                .text();
    }

    /** A session in a terminal: an xterm of 80 columns. */
    Terminal open(String... options) throws IOException {
        var all = new ArrayList<>(List.of("-tt"));
        all.addAll(List.of(options));
        var builder = new ProcessBuilder(line(all)).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        return new Terminal(builder.start());
    }

    List<String> line(List<String> options, String... command) {
        var line =
                new ArrayList<>(List.of("ssh", "-F", "/dev/null", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes"));
        line.addAll(List.of("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"));
        line.addAll(List.of("-i", key.toString(), "-l", name, "-p", Integer.toString(distribution.sshPort())));
        line.addAll(options);
        line.add("127.0.0.1");
        line.addAll(List.of(command));
        return line;
    }

    /** Keys go in, and what is on the screen comes out. */
    static final class Terminal implements AutoCloseable {
        private static final Pattern CONTROLS = Pattern.compile("\u001b(\\[[0-9;?]*[A-Za-z]|[=>]|\\([0AB])");

        private final Process ssh;
        private final OutputStream keys;
        private final StringBuffer shown = new StringBuffer();
        private int marks;

        private Terminal(Process ssh) {
            this.ssh = ssh;
            keys = ssh.getOutputStream();
            var screen = new Thread(() -> show(ssh.getInputStream()), "screen");
            screen.setDaemon(true);
            screen.start();
            await("@dispatcher> ");
        }

        private void show(InputStream in) {
            var buffer = new byte[8192];
            try (in) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    shown.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            } catch (IOException gone) {
                shown.append("[gone]");
            }
        }

        /** As they are, to whatever reads them. */
        void press(String sequence) throws IOException {
            keys.write(sequence.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        }

        /** Types lines and returns all that is shown until the last of them is done. */
        String type(String... lines) throws IOException {
            int from = shown.length();
            for (var line : lines) {
                press(line + "\r");
            }
            marks++;
            press("echo m'ar'k-" + marks + ".\r"); // in two, so that what is typed is not taken for what is answered
            await("mark-" + marks + ".");
            return CONTROLS.matcher(shown.substring(from)).replaceAll("");
        }

        void await(String text) {
            try {
                Eventually.until("there is " + text + " on the screen", SOON, () -> shown().contains(text));
            } catch (AssertionError e) {
                var all = shown();
                throw new AssertionError(
                        e.getMessage() + ", but: " + all.substring(Math.max(0, all.length() - 1_000)), e);
            }
        }

        String shown() {
            return CONTROLS.matcher(shown).replaceAll("");
        }

        /** Leaves the session as people do, unless the server has ended it; returns when it is over. */
        @Override
        public void close() throws IOException {
            if (ssh.isAlive()) {
                press("\u0004");
            }
            Eventually.until("the session is over", SOON, () -> !ssh.isAlive());
        }
    }
}
