package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.spi.Idempotency.Kind;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** What every executor must do, for each class of cloud. */
class ContractTest {

    @Nested
    class WithTokens extends SimulatorContract {
        WithTokens() {
            super(Kind.TOKEN, Map.of());
        }
    }

    @Nested
    class WithUniqueNames extends SimulatorContract {
        WithUniqueNames() {
            super(Kind.UNIQUE_NAME, Map.of());
        }
    }

    @Nested
    class WithLookUps extends SimulatorContract {
        WithLookUps() {
            super(Kind.LOOKUP, Map.of());
        }
    }

    @Nested
    class WithLookUpsThatShowThingsLate extends SimulatorContract {
        WithLookUpsThatShowThingsLate() {
            super(Kind.LOOKUP, Map.of("lateListing", "PT8S"));
        }
    }

    @Nested
    class WithUniqueNamesThatAreShownLate extends SimulatorContract {
        WithUniqueNamesThatAreShownLate() {
            super(Kind.UNIQUE_NAME, Map.of("lateListing", "PT8S"));
        }
    }

    @Nested
    class WithVolumes extends SimulatorContract {
        WithVolumes() {
            super(Kind.LOOKUP, Map.of("volumes", "2"));
        }
    }

    @Nested
    class WithoutAnyDelay extends SimulatorContract {
        WithoutAnyDelay() {
            super(Kind.LOOKUP, Map.of("bootTime", "PT0S", "stopTime", "PT0S"));
        }
    }
}
