/** The facts that every room speaks of. A fact refuses nonsense when it is born; nothing here reads a clock, a file or a network. */
@Export
@Version("1.0.0")
@NullMarked
package cloud.dispatcher.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
