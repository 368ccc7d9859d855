package cloud.dispatcher.spi;

import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import java.util.ArrayList;
import java.util.List;

/** The ledger of one server, kept the way the engine keeps it between steps. */
final class MemoryLedger {
    private final OperationId launch;
    private final List<LedgerLine> lines = new ArrayList<>();

    MemoryLedger(OperationId launch) {
        this.launch = launch;
        lines.add(new LedgerLine(launch, ResourceKind.SERVER, launch.value(), null));
    }

    List<LedgerLine> lines() {
        return List.copyOf(lines);
    }

    LedgerLine server() {
        return lines.stream()
                .filter(line -> line.kind() == ResourceKind.SERVER)
                .findFirst()
                .orElseThrow();
    }

    boolean holds(Existing thing) {
        return lines.stream().anyMatch(line -> isOf(line, thing.kind(), thing.name()));
    }

    void intend(List<Intent> intents) {
        for (var intent : intents) {
            if (lines.stream().noneMatch(line -> isOf(line, intent.kind(), intent.name()))) {
                lines.add(new LedgerLine(launch, intent.kind(), intent.name(), null));
            }
        }
    }

    void see(List<Sighting> seen) {
        for (var sighting : seen) {
            lines.replaceAll(line -> line.cloudId() == null && isOf(line, sighting.kind(), sighting.name())
                    ? new LedgerLine(line.operation(), line.kind(), line.name(), sighting.cloudId())
                    : line);
        }
    }

    void strike(LedgerLine line) {
        lines.removeIf(each -> isOf(each, line.kind(), line.name()));
    }

    private static boolean isOf(LedgerLine line, ResourceKind kind, String name) {
        return line.kind() == kind && line.name().equals(name);
    }
}
