package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Status.Part;
import cloud.dispatcher.api.Status.Snapshot;
import cloud.dispatcher.model.Waiting;

/** The state of the whole in Prometheus' text format 0.0.4. */
final class Metrics {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();
    private String name = "";

    private Metrics() {}

    static String of(Snapshot now) {
        var metrics = new Metrics();
        metrics.gauge("dispatcher_up", "Whether the dispatcher runs.");
        metrics.value("", now.dispatcher() == Part.RUNNING ? 1 : 0);
        metrics.gauge("dispatcher_pinger_up", "Whether the pinger runs.");
        metrics.value("", now.pinger() == Part.RUNNING ? 1 : 0);
        metrics.gauge("dispatcher_uptime_seconds", "How long the container's part that answers runs.");
        metrics.value("", now.uptime().toSeconds());
        metrics.gauge("dispatcher_operations_due", "Operations whose time has come and that are not begun.");
        metrics.value("", now.queue().due());
        metrics.gauge("dispatcher_operations_running", "Operations with a step under way.");
        metrics.value("", now.queue().running());
        metrics.gauge("dispatcher_operations_waiting", "Operations that wait, by what they wait for.");
        for (var cause : Waiting.Cause.values()) {
            metrics.value("{for=\"" + cause + "\"}", now.queue().waiting().getOrDefault(cause, 0L));
        }
        metrics.gauge("dispatcher_outages_open", "Outages that are not cleared.");
        metrics.value("", now.openOutages());
        metrics.gauge("dispatcher_executor_up", "Whether an executor is there.");
        for (var executor : now.executors()) {
            metrics.value(
                    "{executor=\"" + escaped(executor.name()) + "\"}",
                    executor.state() == Executors.State.ACTIVE ? 1 : 0);
        }
        return metrics.text.toString();
    }

    private void gauge(String gauge, String help) {
        name = gauge;
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void value(String labels, long value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
