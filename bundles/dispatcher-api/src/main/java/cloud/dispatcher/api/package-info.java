/**
 * What dispatcher offers to those who ask: REST, shell, control.
 *
 * <p>The services here answer on the caller's thread, may be called from many threads at once, and never go while the container runs.
 * While the dispatcher is stopped they go on answering questions, and refuse what would change something.
 */
@Export
@Version("1.0.0")
@NullMarked
package cloud.dispatcher.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
