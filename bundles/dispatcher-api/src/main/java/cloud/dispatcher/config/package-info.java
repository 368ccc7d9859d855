/**
 * Judges what a file in {@code etc/} says: which settings count, what is refused, and what people are told of it. Every part that has a
 * file reads it here, so that all of them refuse in the same words.
 */
@Export
@Version("1.0.0")
@NullMarked
package cloud.dispatcher.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
