/**
 * What a provisioning executor implements: one bundle for each kind of cloud.
 *
 * <p>An executor takes one short step that may be repeated. It looks for what an earlier attempt may have left, creates only what is
 * missing and only what the ledger holds, returns {@link Outcome.Again} and never waits.
 */
@Export
@Version("1.0.0")
@NullMarked
package cloud.dispatcher.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
