/** Keeps the files in {@code etc} whole when configurations change while the container runs. */
@NullMarked
package cloud.dispatcher.control.etc;

import org.jspecify.annotations.NullMarked;
