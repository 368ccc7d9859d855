package cloud.dispatcher.engine.admission;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.state.Work;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether an action fits the state in which its server is. A decision: values in, a refusal out. */
final class StateGuard {
    private StateGuard() {}

    /** What is queued may change the state before its turn, so the state is judged only when nothing is. */
    static void require(ActionKind kind, Server server, List<Work> open) {
        if (server.state().isOver()) {
            throw new RejectedException(Refusal.CONFLICT, "Server " + server.name() + " is terminated.");
        }
        var isEnding = open.stream().anyMatch(work -> work.operation().action().kind() == ActionKind.TERMINATE);
        if (isEnding) {
            throw new RejectedException(Refusal.CONFLICT, "Server " + server.name() + " is being terminated.");
        }
        var allowed = from(kind);
        if (open.isEmpty() && !allowed.contains(server.state())) {
            throw new RejectedException(
                    Refusal.CONFLICT,
                    "Server " + server.name() + " is " + server.state() + "; " + kind.word() + " needs it to be one of "
                            + allowed + ".");
        }
    }

    private static Set<ServerState> from(ActionKind kind) {
        return switch (kind) {
            case LAUNCH -> Set.of();
            case START -> EnumSet.of(ServerState.STOPPED, ServerState.UNKNOWN);
            case STOP -> EnumSet.of(ServerState.RUNNING, ServerState.PAUSED, ServerState.UNKNOWN);
            case REBOOT -> EnumSet.of(ServerState.RUNNING, ServerState.UNKNOWN);
            case PAUSE -> EnumSet.of(ServerState.RUNNING);
            case RESUME -> EnumSet.of(ServerState.PAUSED, ServerState.UNKNOWN);
            case TERMINATE -> EnumSet.complementOf(EnumSet.of(ServerState.TERMINATED));
        };
    }
}
