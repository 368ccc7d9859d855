package cloud.dispatcher.control.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Knows the few commands that the tests need. */
final class FakeCommandRunner implements CommandRunner {
    final List<Request> requests = new CopyOnWriteArrayList<>();
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public int run(Request request, RemoteStdin in, PrintStream out, PrintStream err) {
        requests.add(request);
        switch (request.line()) {
            case "greet" -> {
                out.println("grüß dich");
                err.println("and be warned");
                return 0;
            }
            case "big" -> {
                out.print("x".repeat(3 * FrameChannel.MOST + 1));
                return 0;
            }
            case "fail" -> {
                err.println("no server called web-1");
                return 42;
            }
            case "ask" -> {
                out.print("Sure? ");
                out.flush();
                out.println("You said " + line(in) + ".");
                return 0;
            }
            case "secret" -> {
                try {
                    out.println(in.hiddenLine().length() + " characters, then " + line(in));
                } catch (IOException e) {
                    out.println(e.getMessage());
                    return 1;
                }
                return 0;
            }
            case "wait" -> {
                out.println("waiting");
                waiting.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return 130;
            }
            default -> {
                err.println("Command not found: " + request.line());
                return NOT_FOUND;
            }
        }
    }

    private static String line(InputStream in) {
        try {
            return String.valueOf(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
