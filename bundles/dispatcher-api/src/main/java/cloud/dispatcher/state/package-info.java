/**
 * What the store offers to engine and pinger, and to nobody else.
 *
 * <p>Writing is by units: a unit names the versions that it saw, is committed whole with its events, or not at all. The calls block until
 * the commit is durable; many callers share one commit.
 */
@Export
@Version("1.0.0")
@NullMarked
package cloud.dispatcher.state;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
