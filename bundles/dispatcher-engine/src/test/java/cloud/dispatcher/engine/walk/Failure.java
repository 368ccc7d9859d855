package cloud.dispatcher.engine.walk;

import cloud.dispatcher.model.Fault;
import cloud.dispatcher.spi.CloudError;

/** Why an operation does not succeed. */
record Failure(Fault fault, CloudError said) {
    static Failure of(Fault fault, String words) {
        return new Failure(fault, CloudError.of(words));
    }
}
