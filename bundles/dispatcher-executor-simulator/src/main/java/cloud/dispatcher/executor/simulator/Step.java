package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.spi.Outcome;

/** What is to be done, chosen but not yet begun. The cloud's exceptions fly out of it. */
@FunctionalInterface
interface Step {
    Outcome take();
}
