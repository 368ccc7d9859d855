package cloud.dispatcher.control.demo;

import cloud.dispatcher.control.Json;
import cloud.dispatcher.control.demo.Screen.Line;
import cloud.dispatcher.control.demo.Screen.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows how the launches go until all are over. */
final class Launches {
    private static final int BAR = 24;
    private static final List<Integer> WIDTHS = List.of(12, BAR + 2, 8, 12);

    private final Rest rest;
    private final Screen screen;

    Launches(Rest rest, Screen screen) {
        this.rest = rest;
        this.screen = screen;
    }

    /**
     * Returns when every server is launched.
     *
     * @param operations their ids, by the names of the servers
     * @throws DemoException when a launch did not succeed, with the cloud's words, or when patience ends
     */
    void follow(Map<String, String> operations, Patience patience) throws DemoException, InterruptedException {
        while (true) {
            var now = new LinkedHashMap<String, Json>();
            for (var each : operations.entrySet()) {
                now.put(each.getKey(), rest.get("/api/v1/operations/" + each.getValue()));
            }
            var lines = new LinkedHashMap<String, Line>();
            now.forEach((name, operation) -> lines.put(name, new Line(text(name, operation), gist(operation))));
            screen.show(lines);
            for (var each : now.entrySet()) {
                refuse(each.getKey(), each.getValue());
            }
            if (now.values().stream().allMatch(one -> one.text("state").equals("SUCCEEDED"))) {
                screen.settle();
                return;
            }
            patience.next("The launches are not over");
        }
    }

    private static void refuse(String name, Json operation) throws DemoException {
        var state = operation.text("state");
        if (state.equals("FAILED") || state.equals("CANCELLED")) {
            throw new DemoException("The launch of " + name + " is " + state + ": "
                    + operation.get("error").text("message"));
        }
    }

    /** Not whether it runs or waits: that changes with every look at the cloud. */
    static String gist(Json operation) {
        var state = operation.text("state");
        var progress = operation.get("progress");
        return progress.text("step") + " " + progress.text("percent") + " " + (isOver(state) ? state : "");
    }

    private static boolean isOver(String state) {
        return List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(state);
    }

    private String text(String name, Json operation) {
        var state = operation.text("state");
        var step = operation.get("progress").text("step");
        var waiting = operation.get("waiting").text("for");
        var doing = waiting.isEmpty() || waiting.equals("CLOUD") ? step : step + " (waits: " + waiting + ")";
        int percent = percent(state, operation.get("progress").text("percent"));
        if (!screen.isTerminal()) {
            return "  " + Screen.row(List.of(name, percent + " %", isOver(state) ? state : doing), List.of(12, 8));
        }
        int full = percent * BAR / 100;
        var bar = screen.styled(state.equals("SUCCEEDED") ? Style.GREEN : Style.CYAN, "━".repeat(full))
                + screen.styled(Style.DIM, "━".repeat(BAR - full));
        return "  " + Screen.row(List.of(name, bar, percent + " %", colored(state), doing), WIDTHS);
    }

    private String colored(String state) {
        return switch (state) {
            case "SUCCEEDED" -> screen.styled(Style.GREEN, state);
            case "FAILED", "CANCELLED", "CANCELLING" -> screen.styled(Style.RED, state);
            default -> state;
        };
    }

    private static int percent(String state, String percent) {
        return state.equals("SUCCEEDED") ? 100 : percent.isEmpty() ? 0 : Integer.parseInt(percent);
    }
}
